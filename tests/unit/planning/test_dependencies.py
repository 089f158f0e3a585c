"""Dependencies: what waits for what, never in a circle, and who is told when they may go on."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from functions.consumers import order_dependencies as consumer
from onetick.kernel import meter
from onetick.planning import put_dependency as putting
from tests.service import Answer, Person, a_team
from tests.unit.tasks.desk import Desk, a_desk, names

Task = dict[str, Any]


def wait(desk: Desk, task: Task, other: Task, *, by: Person | None = None, **body: Any) -> Answer:
    """Let a task wait for another."""
    return (by or desk.ann).put(desk.url(task, f"/dependencies/{other['id']}"), body)


def release(desk: Desk, task: Task, other: Task) -> Answer:
    """Let it wait no longer."""
    return desk.ann.delete(desk.url(task, f"/dependencies/{other['id']}"))


def listed(desk: Desk, task: Task, query: str = "", *, by: Person | None = None) -> list[Task]:
    """The dependencies of a task."""
    rows: list[Task] = (by or desk.ann).get(desk.url(task, f"/dependencies?{query}")).expect(200)["data"]
    return rows


def in_a_chain(desk: Desk, tasks: Sequence[Task]) -> None:
    """Let each wait for the one before it."""
    for before, after in pairwise(tasks):
        wait(desk, after, before).expect(200)


def test_a_task_says_what_it_waits_for_and_what_waits_for_it(desk: Desk) -> None:
    first, second = desk.tasks(2)
    waiting = wait(desk, second, first, type="SS", lag_days=2).expect(200)
    link = {"type": "SS", "lag_days": 2}
    assert waiting["dependencies"] == {"blocked_by": [{"id": first["id"], **link, "met": False}], "blocks": []}
    assert desk.now(first)["dependencies"] == {"blocked_by": [], "blocks": [{"id": second["id"], **link}]}
    assert (waiting["blocked"], desk.now(first)["blocking"]) == (True, True)
    [row] = listed(desk, second)
    assert (row["direction"], row["other_id"], row["task"]["title"]) == ("blocked_by", first["id"], "1")
    assert listed(desk, first, "filter[direction]=blocked_by") == []
    assert [row["direction"] for row in listed(desk, first, "filter[direction]=blocks")] == ["blocks"]
    one = desk.ann.get(desk.url(first, f"/dependencies/{second['id']}")).expect(200)
    assert (one["direction"], one["type"], one["lag_days"], one["met"]) == ("blocks", "SS", 2, False)


def test_cards_show_that_a_task_is_blocked(desk: Desk) -> None:
    first, second = desk.tasks(2)
    wait(desk, second, first).expect(200)
    assert [card["blocked"] for card in desk.board()[0]["tasks"]] == [False, True]


def test_both_tasks_are_named_by_id_or_by_key(desk: Desk) -> None:
    first, second = desk.tasks(2)
    path = f"{desk.team.w}/tasks/{second['key']}/dependencies/{first['key']}"
    assert desk.ann.put(path, {}).expect(200)["dependencies"]["blocked_by"][0]["id"] == first["id"]
    desk.ann.get(path).expect(200)
    desk.ann.delete(path).expect(200)
    desk.ann.get(path).expect(404)


def test_the_same_again_changes_nothing_and_another_kind_changes_it(desk: Desk) -> None:
    first, second = desk.tasks(2)
    added = desk.events_of(lambda: wait(desk, second, first).expect(200))
    assert names(added) == ["task.blocked", "task.dependency_added", "task.dependency_added"]
    assert desk.events_of(lambda: wait(desk, second, first).expect(200)) == []
    changed = desk.events_of(lambda: wait(desk, second, first, type="FF", lag_days=-1).expect(200))
    assert names(changed) == ["task.dependency_changed", "task.dependency_changed"]
    context = {"type": "FF", "lag": -1}
    assert [event["data"]["context"] for event in changed] == [
        {"other_id": first["id"], "direction": "blocked_by", **context},
        {"other_id": second["id"], "direction": "blocks", **context},
    ]


def test_taking_it_away_frees_the_task(desk: Desk) -> None:
    first, second = desk.tasks(2)
    wait(desk, second, first).expect(200)
    events = desk.events_of(lambda: release(desk, second, first).expect(200))
    assert names(events) == ["task.dependency_removed", "task.dependency_removed", "task.unblocked"]
    assert (desk.now(second)["blocked"], desk.now(first)["blocking"]) == (False, False)
    release(desk, second, first).expect(404)
    wait(desk, first, second).expect(200)


@pytest.mark.parametrize("length", [1, 2, 3, 12])
def test_a_circle_is_refused_and_its_path_named(desk: Desk, length: int) -> None:
    tasks = desk.tasks(length)
    in_a_chain(desk, tasks)
    before = len(desk.service.events())
    problem = wait(desk, tasks[0], tasks[-1]).expect(409)
    assert problem["code"] == "dependency_cycle"
    keys = [step["key"] for step in problem["path"]]
    assert keys == [tasks[-1]["key"], *(task["key"] for task in tasks)][-length - 1 :]
    assert keys[0] == keys[-1] and (length == 1 or " \u2192 ".join(keys) in problem["detail"])
    assert len(desk.service.events()) == before


def test_chains_are_joined_in_whatever_order_they_were_made(desk: Desk) -> None:
    build, design = desk.tasks(5), desk.tasks(5)
    in_a_chain(desk, build)
    in_a_chain(desk, design)
    wait(desk, build[0], design[-1]).expect(200)
    wait(desk, design[0], build[-1]).expect(409)
    wait(desk, build[2], design[0]).expect(200)
    wait(desk, design[1], build[3]).expect(409)


def test_what_may_not_be_seen_is_not_named_on_the_path(desk: Desk) -> None:
    hidden = a_desk(desk.team, name="Secret", key="SEC", visibility="private")
    first, last, middle = desk.task("1"), desk.task("3"), hidden.task("2")
    ben = desk.team.join("Ben")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    in_a_chain(desk, [first, middle, last])
    problem = wait(desk, first, last, by=ben).expect(409)
    assert [step and step["key"] for step in problem["path"]] == [last["key"], first["key"], None, last["key"]]
    assert middle["key"] not in problem["detail"]
    [row] = listed(desk, last, by=ben)
    assert (row["other_id"], row["task"]) == (middle["id"], None)


def test_a_task_waits_for_what_its_owner_can_only_see(desk: Desk) -> None:
    theirs = a_desk(desk.team, name="Theirs", key="THE", member_access="view")
    ben = desk.team.join("Ben")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    mine, other = desk.task("Mine"), theirs.task("Theirs")
    wait(desk, mine, other, by=ben).expect(200)
    ben.put(desk.url(other, f"/dependencies/{mine['id']}"), {}).expect(403)


def test_foreign_hidden_deleted_and_archived_tasks_hold_nothing_back(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    hidden = a_desk(desk.team, name="Secret", key="SEC", visibility="private")
    task, gone = desk.tasks(2)
    wait(desk, task, a_desk(a_team(desk.service, "Eve", "Evil")).task()).expect(404)
    wait(desk, task, {"id": "tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}).expect(404)
    wait(desk, task, {"id": "nonsense%23"}).expect(404)
    wait(desk, task, hidden.task(), by=ben).expect(404)
    desk.ann.delete(desk.url(gone)).expect(204)
    wait(desk, task, gone).expect(410)
    old = a_desk(desk.team, name="Old", key="OLD")
    past = old.task()
    desk.ann.post(f"{desk.team.w}/projects/{old.project['id']}/archive").expect(200)
    wait(desk, task, past).expect(409)
    assert desk.now(task)["version"] == 1


@pytest.mark.parametrize("body", [{"type": "XX"}, {"lag_days": 3651}, {"lag_days": 1.5}, {"type": None}])
def test_kinds_and_lags_that_make_no_sense_are_refused(desk: Desk, body: dict[str, Any]) -> None:
    first, second = desk.tasks(2)
    wait(desk, second, first, **body).expect(400)


@pytest.mark.parametrize(
    ("kind", "frees"), [("FS", "done"), ("FF", "done"), ("SS", "in_progress"), ("SF", "in_progress")]
)
def test_each_kind_waits_for_its_moment(desk: Desk, kind: str, frees: str) -> None:
    first, second = desk.tasks(2)
    wait(desk, second, first, type=kind).expect(200)
    desk.change(first, status="in_progress")
    desk.service.deliver(times=2)
    assert desk.now(second)["blocked"] is (frees != "in_progress")
    desk.change(first, status="done")
    desk.service.deliver(times=2)
    assert desk.now(second)["blocked"] is False
    desk.change(first, status="todo")
    desk.service.deliver(times=2)
    assert desk.now(second)["blocked"] is True


def test_whoever_waits_is_told_once_when_the_last_thing_is_done(desk: Desk) -> None:
    one, two = desk.tasks(2)
    last = desk.task("Last", assignee_ids=[desk.team.join("Ben").id])
    for other in (one, two):
        wait(desk, last, other).expect(200)
    before = len(desk.service.events())
    desk.change(one, status="done")
    desk.service.deliver(times=3)
    assert "task.unblocked" not in desk.emitted(before)
    desk.change(two, status="done")
    desk.service.deliver(times=3)
    [unblocked] = [event for event in desk.service.events() if event["type"] == "onetick.task.unblocked.v1"]
    assert (unblocked["aggregateid"], unblocked["data"]["context"]) == (last["id"], {"by": two["id"]})
    assert desk.now(last)["dependencies"]["blocked_by"] == [
        {"id": other["id"], "type": "FS", "lag_days": 0, "met": True} for other in (one, two)
    ]


def test_whoever_may_go_on_finds_it_in_the_inbox(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    first, second = desk.task("First"), desk.task("Second", assignee_ids=[ben.id])
    wait(desk, second, first).expect(200)
    desk.change(first, status="done")
    desk.service.deliver(times=2)
    reasons = [row["reason"] for row in ben.get(f"{desk.team.w}/notifications").expect(200)["data"]]
    assert reasons.count("unblocked") == 1


def test_what_is_in_the_trash_holds_nobody_back(desk: Desk) -> None:
    first, second = desk.tasks(2)
    wait(desk, second, first).expect(200)
    desk.ann.delete(desk.url(first)).expect(204)
    desk.service.deliver(times=2)
    assert (desk.now(second)["blocked"], listed(desk, second)) == (False, [])
    wait(desk, first, second).expect(410)
    desk.ann.post(desk.url(first, "/restore")).expect(200)
    desk.service.deliver(times=2)
    assert desk.now(second)["blocked"] is True
    wait(desk, first, second).expect(409)
    desk.ann.delete(desk.url(first)).expect(204)
    release(desk, second, first).expect(200)


def test_fifty_tasks_wait_and_are_waited_for_at_most(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putting, "MAX_DEPENDENCIES", 2)
    one, two, three, four = desk.tasks(4)
    wait(desk, one, two).expect(200)
    wait(desk, one, three).expect(200)
    assert wait(desk, one, four).expect(422)["code"] == "quota_exceeded"
    wait(desk, two, three).expect(200)
    assert wait(desk, four, three).expect(422)["code"] == "quota_exceeded"


def test_a_copy_waits_for_nothing(desk: Desk) -> None:
    first, second = desk.tasks(2)
    wait(desk, second, first).expect(200)
    copy = desk.ann.post(desk.url(second, "/duplicate"), {}).expect(201)
    assert (copy["dependencies"], copy["blocked"]) == ({"blocked_by": [], "blocks": []}, False)


def test_a_dependency_takes_two_calls_and_only_a_wrong_order_more(desk: Desk) -> None:
    tasks = desk.tasks(40)
    in_a_chain(desk, tasks)
    head, foot = desk.task("Head"), desk.task("Foot")

    def calls(answer: Answer, status: int = 200) -> int:
        answer.expect(status)
        return meter.snapshot().calls

    assert calls(wait(desk, foot, tasks[-1])) == 2
    assert calls(wait(desk, tasks[0], head)) == 2
    assert calls(wait(desk, tasks[30], tasks[5])) == 2
    assert calls(release(desk, tasks[30], tasks[5])) == 2
    assert calls(desk.ann.get(desk.url(tasks[3], "/dependencies"))) == 2
    # What the chain waits for gets behind its end: eight steps one by one, then all at once.
    assert calls(wait(desk, head, foot), 409) <= 14


def test_what_is_too_much_for_one_transaction_is_put_in_order_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(putting, "ROOM", 15)
    build, design = desk.tasks(30), desk.tasks(2)
    in_a_chain(desk, build)
    in_a_chain(desk, design)
    refused = wait(desk, build[0], design[1])
    assert refused.expect(409)["code"] == "conflict"
    assert refused.headers["Retry-After"] == "3"
    assert desk.emitted()[-1] == "task.order_requested"
    desk.service.deliver(times=2)
    wait(desk, build[0], design[1]).expect(200)
    wait(desk, design[0], build[-1]).expect(409)
    assert consumer.handler.derives


def test_notes_of_the_order_are_no_history(desk: Desk) -> None:
    first, second = desk.tasks(2)
    wait(desk, second, first).expect(200)
    told = [entry["type"] for entry in desk.ann.get(desk.url(second, "/history")).expect(200)["data"]]
    assert told == ["onetick.task.blocked.v1", "onetick.task.dependency_added.v1", "onetick.task.created.v1"]
