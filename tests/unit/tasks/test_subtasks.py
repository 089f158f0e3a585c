"""Subtasks: their order, their depth, and what they add up to."""

from typing import Any

import pytest

from tests.service import a_team

from .desk import Desk, a_desk, names, titles


def chain(desk: Desk, length: int) -> list[dict[str, Any]]:
    """Tasks, each the subtask of the one before."""
    tasks = [desk.task("0")]
    for number in range(1, length):
        tasks.append(desk.subtask(tasks[-1], str(number)))
    return tasks


def numbers(desk: Desk, task: dict[str, Any]) -> tuple[int, int, int, int]:
    """A task's own subtasks, and those of all levels: how many are done, and how many there are."""
    found = desk.now(task)["subtasks"]
    return found["done"], found["total"], found["all_done"], found["all_total"]


def test_subtasks_are_listed_in_order_and_stand_on_the_board_too(desk: Desk) -> None:
    parent = desk.task("Whole")
    for title in ("One", "Two", "Three"):
        assert desk.subtask(parent, title)["parent_id"] == parent["id"]
    assert desk.subtasks(parent) == ["One", "Two", "Three"]
    assert desk.column("To do") == ["Whole", "One", "Two", "Three"]
    project = desk.project["id"]
    assert desk.listed(f"filter[project_id]={project}&filter[parent_id]=none") == ["Whole"]
    assert desk.listed(f"filter[project_id]={project}&filter[parent_id]={parent['id']}") == ["One", "Two", "Three"]


def test_subtasks_come_in_pages(desk: Desk) -> None:
    parent = desk.task()
    for number in range(5):
        desk.subtask(parent, str(number))
    first = desk.ann.get(desk.url(parent, "/subtasks?limit=3")).expect(200)
    cursor = first["page"]["next_cursor"]
    second = desk.ann.get(desk.url(parent, f"/subtasks?limit=3&cursor={cursor}")).expect(200)
    assert titles(first["data"] + second["data"]) == ["0", "1", "2", "3", "4"]
    assert second["page"]["has_more"] is False


def test_subtasks_are_put_in_another_order(desk: Desk) -> None:
    parent = desk.task()
    one, two, three = (desk.subtask(parent, title) for title in ("1", "2", "3"))
    desk.put_under(three, parent, before_id=one["id"]).expect(200)
    assert desk.subtasks(parent) == ["3", "1", "2"]
    desk.put_under(one, parent, after_id=two["id"]).expect(200)
    assert desk.subtasks(parent) == ["3", "2", "1"]
    desk.put_under(one, parent, after_id=three["id"], before_id=two["id"]).expect(200)
    assert desk.subtasks(parent) == ["3", "1", "2"]
    # The board has an order of its own.
    assert desk.column("To do")[1:] == ["1", "2", "3"]


def test_a_task_becomes_a_subtask_and_stops_being_one(desk: Desk) -> None:
    parent, other, task = desk.tasks(3)
    [event] = desk.events_of(lambda: desk.change(task, parent_id=parent["id"]))
    assert (names([event]), event["data"]["changed"]) == (["task.parent_changed"], ["parent_id"])
    assert event["data"]["context"] == {"from": None, "to": parent["id"]}
    assert desk.subtasks(parent) == ["3"]
    desk.put_under(task, other).expect(200)
    assert (desk.subtasks(parent), desk.subtasks(other)) == ([], ["3"])
    desk.change(task, parent_id=None)
    assert (desk.subtasks(other), desk.now(task)["parent_id"]) == ([], None)


def test_the_same_parent_again_changes_nothing(desk: Desk) -> None:
    parent = desk.task()
    one, _ = desk.subtask(parent, "1"), desk.subtask(parent, "2")
    assert desk.events_of(lambda: desk.put_under(one, parent).expect(200)) == []
    assert desk.events_of(lambda: desk.change(one, parent_id=parent["id"])) == []
    assert desk.subtasks(parent) == ["1", "2"]


def test_a_change_of_a_subtask_shows_in_the_list(desk: Desk) -> None:
    parent = desk.task()
    task = desk.subtask(parent)
    desk.change(task, title="New name", assignee_ids=[desk.ann.id])
    assert desk.subtasks(parent) == ["New name"]


def test_nothing_ends_up_below_itself_and_the_way_round_is_named(desk: Desk) -> None:
    top, middle, bottom = chain(desk, 3)
    problem = desk.put_under(top, bottom).expect(409)
    assert problem["code"] == "dependency_cycle"
    assert [step["key"] for step in problem["path"]] == [top["key"], middle["key"], bottom["key"], top["key"]]
    assert f"{top['key']} \u2192 {middle['key']} \u2192 {bottom['key']} \u2192 {top['key']}" in problem["detail"]
    itself = desk.put_under(top, top).expect(409)
    assert [step["key"] for step in itself["path"]] == [top["key"], top["key"]]
    assert desk.ann.patch(desk.url(top), {"parent_id": middle["id"]}).expect(409)["code"] == "dependency_cycle"


def test_what_is_not_seen_on_the_way_round_is_not_named(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    private = a_desk(desk.team, name="Secret", key="SEC", visibility="private")
    top = desk.task("Top")
    middle = private.task("Hidden", parent_id=top["id"])
    bottom = desk.task("Bottom", parent_id=middle["id"])
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    problem = ben.put(desk.url(top, "/parent"), {"parent_id": bottom["id"]}).expect(409)
    assert [step and step["key"] for step in problem["path"]] == [top["key"], None, bottom["key"], top["key"]]
    assert middle["key"] not in problem["detail"]


def test_subtasks_go_twenty_levels_deep(desk: Desk) -> None:
    tasks = chain(desk, 21)
    before = len(desk.service.events())
    body = {"project_id": desk.project["id"], "title": "Too deep", "parent_id": tasks[-1]["id"]}
    problem = desk.ann.post(f"{desk.team.w}/tasks", body).expect(422)
    assert (problem["errors"][0]["code"], problem["errors"][0]["pointer"]) == ("too_deep", "/parent_id")
    assert desk.put_under(desk.task(), tasks[-1]).expect(422)["errors"][0]["code"] == "too_deep"
    assert desk.emitted(before) == ["task.created"]
    assert desk.subtasks(tasks[-2]) == ["20"]


def test_a_task_moves_with_all_its_levels_and_only_where_they_fit(desk: Desk) -> None:
    tasks, other = chain(desk, 12), chain(desk, 11)
    desk.service.deliver(rounds=30)
    desk.put_under(tasks[1], other[-1]).expect(422)
    desk.put_under(tasks[2], other[-1]).expect(200)
    desk.service.deliver(rounds=30)
    assert numbers(desk, tasks[0]) == (0, 1, 0, 1)
    assert numbers(desk, other[0]) == (0, 1, 0, 20)


def test_a_parent_elsewhere_does_for_those_who_may_change_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    private = a_desk(desk.team, name="Secret", key="SEC", visibility="private")
    secret, task = private.task("Secret"), desk.task("Open")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    refused = ben.put(desk.url(task, "/parent"), {"parent_id": secret["id"]}).expect(422)
    assert refused["errors"][0] == {
        "pointer": "/parent_id",
        "code": "unknown",
        "message": "is no task here that you may change",
    }
    desk.put_under(task, secret).expect(200)
    assert private.subtasks(secret) == ["Open"]
    hidden = private.task("Hidden", parent_id=task["id"])
    assert desk.subtasks(task) == ["Hidden"]
    assert desk.subtasks(task, by=ben) == []
    ben.get(desk.url(hidden)).expect(403)


def test_foreign_missing_and_deleted_parents_are_all_the_same_to_the_caller(desk: Desk) -> None:
    other = a_desk(a_team(desk.service, "Eve", "Evil"))
    gone = desk.task()
    desk.ann.delete(desk.url(gone)).expect(204)
    for parent in (other.task(), gone, {"id": "tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}):
        assert desk.put_under(desk.task(), parent).expect(422)["errors"][0]["code"] == "unknown"


def test_nothing_becomes_a_subtask_in_an_archived_project(desk: Desk) -> None:
    other = a_desk(desk.team, name="Old", key="OLD")
    parent, task = other.task(), desk.task()
    desk.ann.post(f"{desk.team.w}/projects/{other.project['id']}/archive").expect(200)
    assert desk.put_under(task, parent).expect(409)["code"] == "conflict"


def test_neighbours_must_be_subtasks_of_the_parent(desk: Desk) -> None:
    parent, stranger, task = desk.tasks(3)
    assert desk.put_under(task, parent, before_id=stranger["id"]).expect(422)["errors"][0]["pointer"] == "/before_id"
    assert desk.put_under(task, None, before_id=stranger["id"]).expect(400)["code"] == "validation_failed"


def test_progress_is_counted_directly_and_over_all_levels(desk: Desk) -> None:
    top = desk.task("Top")
    part, leaf = desk.subtask(top, "Part"), desk.subtask(top, "Leaf")
    deep = desk.subtask(part, "Deep", status="done")
    desk.service.deliver(times=2, rounds=30)
    assert (numbers(desk, part), numbers(desk, top)) == ((1, 1, 1, 1), (0, 2, 1, 3))
    desk.change(leaf, status="done")
    desk.service.deliver(times=2, rounds=30)
    assert numbers(desk, top) == (1, 2, 2, 3)
    desk.change(deep, status="todo")
    desk.ann.delete(desk.url(leaf)).expect(204)
    desk.service.deliver(times=2, rounds=30)
    assert (numbers(desk, part), numbers(desk, top)) == ((0, 1, 0, 1), (0, 1, 0, 2))
    desk.put_under(part, None).expect(200)
    desk.service.deliver(times=2, rounds=30)
    assert (numbers(desk, part), numbers(desk, top)) == ((0, 1, 0, 1), (0, 0, 0, 0))


def test_cards_show_progress(desk: Desk) -> None:
    parent = desk.task()
    desk.subtask(parent, status="done")
    desk.service.deliver()
    [card] = desk.board()[0]["tasks"]
    assert (card["subtasks"]["done"], card["subtasks"]["total"]) == (1, 1)


def test_the_last_subtask_to_be_finished_is_told_once(desk: Desk) -> None:
    parent = desk.task()
    one, two = desk.subtask(parent, "1"), desk.subtask(parent, "2")
    desk.change(one, status="done")
    desk.service.deliver(times=3)
    assert "task.subtasks_completed" not in desk.emitted()
    desk.change(two, status="cancelled" if _has(desk, "cancelled") else "done")
    desk.service.deliver(times=3)
    desk.change(two, title="Still done")
    desk.service.deliver(times=3)
    assert desk.emitted().count("task.subtasks_completed") == 1


def _has(desk: Desk, status: str) -> bool:
    workflow = desk.ann.get(f"{desk.team.w}/projects/{desk.project['id']}/workflow").expect(200)
    return status in {one["id"] for one in workflow["statuses"]}


def test_counting_is_no_news_in_the_history(desk: Desk) -> None:
    parent = desk.task()
    desk.subtask(parent)
    desk.service.deliver()
    told = [entry["type"] for entry in desk.ann.get(desk.url(parent, "/history")).expect(200)["data"]]
    assert told == ["onetick.task.created.v1"]
    assert "task.progress_changed" in desk.emitted()


def test_a_copy_is_a_subtask_of_the_same_parent_and_has_none_itself(desk: Desk) -> None:
    parent = desk.task()
    task = desk.subtask(parent, "Original")
    desk.subtask(task, "Below")
    desk.service.deliver(rounds=30)
    copy = desk.ann.post(desk.url(task, "/duplicate"), {"title": "Copy"}).expect(201)
    assert (copy["parent_id"], copy["subtasks"]["total"]) == (parent["id"], 0)
    assert desk.subtasks(parent) == ["Original", "Copy"]


def test_a_task_has_room_for_five_hundred_subtasks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from onetick.tasks import parents

    monkeypatch.setattr(parents, "MAX_SUBTASKS", 2)
    parent = desk.task()
    for _ in range(2):
        desk.subtask(parent)
    desk.service.deliver()
    body = {"project_id": desk.project["id"], "title": "One too many", "parent_id": parent["id"]}
    assert desk.ann.post(f"{desk.team.w}/tasks", body).expect(422)["code"] == "quota_exceeded"
