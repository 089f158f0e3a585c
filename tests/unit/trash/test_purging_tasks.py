"""After 30 days in the trash a task is gone: what it was, what was said on it, and what others were told of it."""

from typing import Any

from functions.schedules.purge_trash import handler as purge_trash
from functions.schedules.send_digests import handler as send_digests
from tests.unit.attachments.cabinet import attach
from tests.unit.tasks.desk import Desk, names

from .searching import everything, holding

MARK = "xyzzy"


def throw_away(desk: Desk, task: dict[str, Any]) -> None:
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()


def thirty_days_later(desk: Desk, days: float = 30) -> dict[str, int]:
    """Work off the timetable of the trash by then, and carry on what follows."""
    desk.service.clock.advance(days=days, seconds=1)
    done: dict[str, int] = purge_trash({}, None)
    desk.service.deliver()
    desk.team.sign_in_again()
    return done


def a_lived_in_task(desk: Desk) -> dict[str, Any]:
    """A task with everything that can hang on one, each with the mark in it."""
    ben = desk.team.join("Ben")
    task = desk.task(f"{MARK} title", description=f"{MARK} text", assignee_ids=[desk.ann.id, ben.id], milestone=True)
    desk.change(task, title=f"{MARK} another title", due_at="2030-01-01T00:00:00Z")
    tag = desk.ann.post(f"{desk.team.w}/tags", {"name": "red"}).expect(201)
    desk.change(task, tag_ids=[tag["id"]])
    desk.change(task, tag_ids=[])
    body = {"body_md": f"{MARK} said [@Ben](mention:{ben.id})"}
    comment = desk.ann.post(desk.url(task, "/comments"), body).expect(201)
    desk.ann.patch(f"{desk.team.w}/comments/{comment['id']}", {"body_md": f"{MARK} said again"}).expect(200)
    desk.ann.post(f"{desk.team.w}/comments/{comment['id']}/replies", {"body_md": f"{MARK} replied"}).expect(201)
    attach(desk, task, name=f"{MARK}.txt")
    time = {"task_id": task["id"], "minutes": 30, "spent_on": "2026-01-05", "note": f"{MARK} worked"}
    desk.ann.post(f"{desk.team.w}/time-entries", time).expect(201)
    desk.service.deliver()
    assert any(row.startswith("notification ") for row in holding(desk.service, MARK))
    desk.service.clock.advance(days=2)
    send_digests({}, None)
    desk.service.deliver()
    desk.team.sign_in_again()
    return task


def test_nothing_of_a_task_is_left_but_that_there_was_one(desk: Desk) -> None:
    task = a_lived_in_task(desk)
    other = desk.task("Stays")
    throw_away(desk, task)
    assert holding(desk.service, MARK)
    thirty_days_later(desk)
    assert holding(desk.service, MARK) == []
    assert desk.service.objects.keys == []
    left = [item for item in everything(desk.service) if f"#{task['id']}" in item.key.pk]
    assert {item.kind for item in left} <= {"event", "purge"}
    assert desk.ann.get(desk.url(task)).status == 404
    assert desk.listed("") == [other["title"]]


def test_what_was_in_the_audit_trail_stays_without_what_it_said(desk: Desk) -> None:
    task = desk.task(f"{MARK} title")
    throw_away(desk, task)
    thirty_days_later(desk)
    own = f"#tsk#{task['id']}"
    events = [item for item in everything(desk.service) if item.kind == "event" and item.key.pk.endswith(own)]
    kinds = [item.doc.split('"type":"')[1].split('"')[0] for item in events]
    assert [kind.split(".")[1:3] for kind in kinds] == [["task", "created"], ["task", "deleted"], ["task", "purged"]]
    assert all(desk.ann.id in item.doc for item in events[:2])
    assert '"actorid":"system"' in events[2].doc


def test_before_its_time_and_once_restored_nothing_is_purged(desk: Desk) -> None:
    kept, back, again = desk.task("Kept"), desk.task("Back"), desk.task("Again")
    throw_away(desk, back)
    throw_away(desk, again)
    desk.ann.post(desk.url(back, "/restore")).expect(200)
    desk.ann.post(desk.url(again, "/restore")).expect(200)
    desk.service.deliver()
    thirty_days_later(desk, days=10)
    throw_away(desk, again)
    thirty_days_later(desk, days=25)
    assert sorted(desk.listed("")) == ["Back", "Kept"]
    assert desk.listed("filter[trashed]=true") == ["Again"]
    assert desk.now(kept)["title"] == "Kept"


def test_subtasks_that_went_with_it_are_purged_with_it(desk: Desk) -> None:
    parent = desk.task(f"{MARK} parent")
    child = desk.subtask(parent, f"{MARK} child")
    desk.subtask(child, f"{MARK} grandchild")
    desk.service.deliver()
    throw_away(desk, parent)
    thirty_days_later(desk)
    assert holding(desk.service, MARK) == []
    assert names(desk.service.events()).count("task.purged") == 3


def test_however_often_it_is_delivered_it_happens_once(desk: Desk) -> None:
    task = a_lived_in_task(desk)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver(times=3)
    desk.service.clock.advance(days=31)
    assert purge_trash({}, None) == {"purged": 1}
    assert purge_trash({}, None) == {"purged": 0}
    desk.service.deliver(times=3)
    assert holding(desk.service, MARK) == []
    assert names(desk.service.events()).count("task.purged") == 1
    assert names(desk.service.events()).count("purge.finished") == 1


def test_what_others_knew_of_it_they_know_no_more(desk: Desk) -> None:
    task, before, after, twin = (desk.task(f"{MARK} {name}") for name in ("gone", "before", "after", "twin"))
    desk.ann.put(desk.url(task, f"/dependencies/{before['id']}"), {}).expect(200)
    desk.ann.put(desk.url(after, f"/dependencies/{task['id']}"), {}).expect(200)
    types = desk.ann.get(f"{desk.team.w}/relation-types").expect(200)["data"]
    desk.ann.put(desk.url(task, f"/relations/{types[0]['id']}/{twin['id']}"), {})
    goal = desk.ann.post(f"{desk.team.w}/goals", {"name": "Up"}).expect(201)
    desk.ann.put(f"{desk.team.w}/goals/{goal['id']}/links/{task['id']}", {}).expect(200)
    throw_away(desk, task)
    thirty_days_later(desk)
    # What was is kept of those that stay; what is, says nothing of it.
    rows = [item for item in everything(desk.service) if task["id"] in item.doc and not item.kind.startswith("past.")]
    kinds = {item.kind for item in rows if f"#{task['id']}" not in item.key.pk}
    assert kinds <= {"event", "done", "change_set", "task_key", "timetable", "idempotency"}
    assert desk.ann.get(desk.url(after, "/dependencies")).expect(200)["data"] == []


def test_a_mail_that_was_not_sent_yet_does_not_tell_of_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task(f"{MARK} title", assignee_ids=[ben.id])
    desk.task("Other", assignee_ids=[ben.id])
    throw_away(desk, task)
    desk.service.clock.advance(days=31)
    purge_trash({}, None)
    desk.service.deliver()
    assert holding(desk.service, MARK) == []
    send_digests({}, None)
    assert "Other" in desk.service.mails[-1].text and MARK not in desk.service.mails[-1].text
