"""Two tasks that are the same one become one: nothing is lost, nothing counts twice, and it can be undone."""

from typing import Any

from tests.service import Answer, Person
from tests.unit.attachments.cabinet import attach
from tests.unit.relations.test_relations import CAUSES, relate
from tests.unit.relations.test_relations import listed as related

from .desk import Desk, a_desk


def merge(desk: Desk, task: dict[str, Any], into: dict[str, Any], *, by: Person | None = None) -> Answer:
    return (by or desk.ann).post(desk.url(task, "/merge"), {"into_task_id": into["id"]})


def merged(desk: Desk, task: dict[str, Any], into: dict[str, Any]) -> dict[str, Any]:
    """The job that merged the two, when it is done."""
    job = merge(desk, task, into).expect(202)
    desk.service.deliver(times=2, rounds=40)
    done: dict[str, Any] = desk.ann.get(f"{desk.team.w}/jobs/{job['id']}").expect(200)
    return done


def said(desk: Desk, task: dict[str, Any]) -> list[str]:
    rows = desk.ann.get(desk.url(task, "/comments?limit=100")).expect(200)["data"]
    return [row["body_md"] for row in rows]


def files(desk: Desk, task: dict[str, Any]) -> list[str]:
    rows = desk.ann.get(desk.url(task, "/attachments")).expect(200)["data"]
    return [row["name"] for row in rows]


def comment(desk: Desk, task: dict[str, Any], text: str, *, by: Person | None = None) -> dict[str, Any]:
    made: dict[str, Any] = (by or desk.ann).post(desk.url(task, "/comments"), {"body_md": text}).expect(201)
    return made


def log(desk: Desk, task: dict[str, Any], minutes: int) -> None:
    body = {"task_id": task["id"], "minutes": minutes, "spent_on": "2029-01-02"}
    desk.ann.post(f"{desk.team.w}/time-entries", body).expect(201)


def two(desk: Desk) -> tuple[dict[str, Any], dict[str, Any]]:
    tag = desk.ann.post(f"{desk.team.w}/tags", {"name": "red"}).expect(201)
    ben = desk.team.join("Ben")
    task = desk.task("Twice", description="What it was about", assignee_ids=[ben.id], tag_ids=[tag["id"]])
    into = desk.task("Once", description="Mine", due_at="2030-01-31T17:00:00Z")
    return task, into


def test_a_merged_task_leaves_everything_with_the_other_one(desk: Desk) -> None:
    task, into = two(desk)
    other = desk.task("Before it")
    desk.ann.put(desk.url(task, f"/dependencies/{other['id']}"), {}).expect(200)
    subtask = desk.subtask(task, "Part")
    desk.subtask(subtask, "Part of the part")
    talk = comment(desk, task, "First")
    desk.ann.post(f"{desk.team.w}/comments/{talk['id']}/replies", {"body_md": "Reply"}).expect(201)
    comment(desk, task, "Second")
    attach(desk, task)
    log(desk, task, 30)
    log(desk, into, 5)
    desk.service.deliver(rounds=20)
    job = merged(desk, task, into)
    assert (job["state"], job["error_count"]) == ("succeeded", 0)
    now = desk.now(into)
    assert (now["assignee_ids"], now["tag_ids"]) == (task["assignee_ids"], task["tag_ids"])
    assert (now["title"], now["description"], now["due_at"]) == ("Once", "Mine", into["due_at"])
    assert (now["logged_minutes"], now["blocked"], now["subtasks"]["all_total"]) == (35, True, 2)
    assert said(desk, into) == [f"**{task['key']}** Twice\n\nWhat it was about", "First", "Second"]
    [first] = [row for row in desk.ann.get(desk.url(into, "/comments")).expect(200)["data"] if row["reply_count"]]
    replies = desk.ann.get(f"{desk.team.w}/comments/{first['id']}/replies").expect(200)["data"]
    assert [row["body_md"] for row in replies] == ["Reply"]
    assert files(desk, into) == ["Note.txt"]
    [file] = desk.ann.get(desk.url(into, "/attachments")).expect(200)["data"]
    assert desk.ann.get(f"{desk.team.w}/attachments/{file['id']}").expect(200)["download_url"]
    spent = desk.ann.get(f"{desk.team.w}/time-entries?filter[project_id]={desk.project['id']}").expect(200)["data"]
    assert sum(row["minutes"] for row in spent) == 35
    assert desk.subtasks(into) == ["Part"]


def test_whoever_asks_for_a_merged_task_is_told_where_it_went(desk: Desk) -> None:
    task, into = two(desk)
    merged(desk, task, into)
    for name in (task["id"], task["key"]):
        gone = desk.ann.get(f"{desk.team.w}/tasks/{name}")
        assert (gone.status, gone.json["merged_into"]) == (410, into["id"])
    [row] = desk.ann.get(f"{desk.team.w}/tasks?filter[trashed]=true").expect(200)["data"]
    assert row["id"] == task["id"]


def test_undoing_a_merge_brings_everything_back_as_it_was(desk: Desk) -> None:
    task, into = two(desk)
    desk.subtask(task, "Part")
    comment(desk, task, "First")
    attach(desk, task)
    log(desk, task, 30)
    desk.service.deliver(rounds=20)
    before, other = desk.now(task), desk.now(into)
    job = merged(desk, task, into)
    desk.service.clock.advance(seconds=1)
    undone = desk.ann.post(f"{desk.team.w}/change-sets/{job['change_set_id']}/undo", {})
    assert undone.status in (200, 202), undone.text
    desk.service.deliver(rounds=40)
    if undone.status == 202:
        path = f"{desk.team.w}/jobs/{undone.json['job']['id']}"
        assert desk.ann.get(path).json["state"] == "succeeded", desk.ann.get(f"{path}/errors").json
    now = desk.now(task)
    apart = {"version", "updated_at", "rank", "placements"}
    assert {k: v for k, v in now.items() if k not in apart} == {k: v for k, v in before.items() if k not in apart}
    now = desk.now(into)
    assert {k: v for k, v in now.items() if k not in apart} == {k: v for k, v in other.items() if k not in apart}
    assert (said(desk, task), said(desk, into)) == (["First"], [])
    assert (files(desk, task), files(desk, into)) == (["Note.txt"], [])
    assert desk.subtasks(task) == ["Part"]


def test_a_task_that_is_restored_by_hand_is_a_task_of_its_own_again(desk: Desk) -> None:
    task, into = two(desk)
    comment(desk, task, "First")
    merged(desk, task, into)
    back = desk.ann.post(desk.url(task, "/restore")).expect(200)
    assert back["merged_into"] is None
    assert said(desk, task) == ["First"]
    assert "First" in said(desk, into)


def test_what_cannot_be_below_the_other_one_is_nobodys_subtask(desk: Desk) -> None:
    task = desk.task("Twice")
    middle = desk.subtask(task, "Middle")
    into = desk.subtask(middle, "Once")
    desk.service.deliver(rounds=20)
    assert merged(desk, task, into)["state"] == "succeeded"
    assert desk.now(middle)["parent_id"] is None
    assert desk.now(into)["parent_id"] == middle["id"]


def test_many_comments_are_copied_in_their_order_each_once(desk: Desk) -> None:
    task, into = desk.task("Twice"), desk.task("Once")
    for number in range(45):
        comment(desk, task, str(number))
        desk.service.clock.advance(seconds=1)
    done = merged(desk, task, into)
    assert said(desk, into) == [str(number) for number in range(45)]
    assert done["counts"]["comments"] == 45


def test_what_ties_the_one_to_others_ties_the_other_one_to_them(desk: Desk) -> None:
    task, into = desk.task("Twice"), desk.task("Once")
    after, cause, effect = desk.task("After it"), desk.task("Cause"), desk.task("Effect")
    desk.ann.put(desk.url(after, f"/dependencies/{task['id']}"), {"type": "SS", "lag_days": 2}).expect(200)
    relate(desk, cause, task, CAUSES).expect(200)
    relate(desk, task, effect, CAUSES).expect(200)
    assert merged(desk, task, into)["error_count"] == 0
    waits = [one for one in desk.now(after)["dependencies"]["blocked_by"] if one["id"] == into["id"]]
    assert [(one["type"], one["lag_days"]) for one in waits] == [("SS", 2)]
    assert sorted(related(desk, into)) == [("causes", effect["key"]), ("is caused by", cause["key"])]


def test_a_tie_that_cannot_be_is_told_and_the_rest_goes_on(desk: Desk) -> None:
    task, into, middle = desk.task("Twice"), desk.task("Once"), desk.task("Between")
    desk.ann.put(desk.url(task, f"/dependencies/{middle['id']}"), {}).expect(200)
    desk.ann.put(desk.url(middle, f"/dependencies/{into['id']}"), {}).expect(200)
    comment(desk, task, "First")
    job = merged(desk, task, into)
    assert (job["state"], job["error_count"]) == ("partial", 1)
    [error] = desk.ann.get(f"{desk.team.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert error["code"] == "dependency_cycle"
    assert desk.now(into)["dependencies"]["blocked_by"] == [] and said(desk, into) == ["First"]


def test_merging_needs_rights_to_both(desk: Desk) -> None:
    task, into = desk.task("Twice"), desk.task("Once")
    ben = desk.team.join("Ben")
    hidden = a_desk(desk.team, visibility="private", key="HID")
    secret = hidden.task("Secret")
    assert merge(desk, task, into, by=ben).status in (403, 404)
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "admin"}).expect(200)
    assert merge(desk, task, secret, by=ben).status == 404
    assert merge(desk, secret, task, by=ben).status in (403, 404)
    merge(desk, task, into, by=ben).expect(202)


def test_a_task_is_not_merged_into_itself_or_what_is_not_there(desk: Desk) -> None:
    task, into = desk.task("Twice"), desk.task("Once")
    refused = merge(desk, task, task)
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/into_task_id")
    desk.ann.post(desk.url(task, "/merge"), {"into_task_id": "nonsense"}).expect(404)
    desk.ann.delete(desk.url(into)).expect(204)
    assert merge(desk, task, into).status == 410


def test_two_that_are_merged_into_each_other_are_not_both_gone(desk: Desk) -> None:
    one, other = desk.task("One"), desk.task("Other")
    merge(desk, one, other).expect(202)
    assert merge(desk, other, one).status == 410
    desk.service.deliver(rounds=40)
    assert [desk.ann.get(desk.url(task)).status for task in (one, other)] == [410, 200]
