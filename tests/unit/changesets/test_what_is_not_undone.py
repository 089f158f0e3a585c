"""What an undo leaves as it is, it names: nobody believes that something is as it was when it is not."""

from typing import Any

from tests.unit.tasks.desk import Desk

from .test_change_sets import content, set_of, undo

DUE = "2030-01-07T09:00:00Z"


def _wait(desk: Desk, task: dict[str, Any], other: dict[str, Any]) -> str:
    return set_of(desk.ann.put(desk.url(task, f"/dependencies/{other['id']}"), {}))


def test_a_dependency_that_was_taken_away_by_hand_is_in_nobodys_way(desk: Desk) -> None:
    first, second = desk.tasks(2)
    before = content(desk, second)
    change_set = _wait(desk, second, first)
    desk.ann.delete(desk.url(second, f"/dependencies/{first['id']}")).expect(200)
    undo(desk, change_set).expect(200)
    assert content(desk, second) == before


def test_what_a_task_waits_for_is_in_no_other_changes_way(desk: Desk) -> None:
    first, second = desk.tasks(2)
    _wait(desk, second, first)
    change_set = set_of(desk.ann.patch(desk.url(second), {"title": "Other"}))
    desk.ann.post(desk.url(first, "/transition"), {"status": "done"}).expect(200)
    desk.service.deliver()
    undo(desk, change_set).expect(200)
    assert desk.now(second)["title"] == second["title"]


def test_finishing_a_task_that_recurs_is_undone_as_any_other(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    desk.ann.put(desk.url(task, "/recurrence"), {"rrule": "FREQ=WEEKLY"}).expect(200)
    change_set = set_of(desk.ann.post(desk.url(task, "/transition"), {"status": "done"}))
    desk.service.deliver()
    undo(desk, change_set).expect(200)
    assert desk.now(task)["status"] == task["status"]


def test_a_role_in_a_project_is_not_undone_and_the_conflict_says_so(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    path = f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}"
    change_set = set_of(desk.ann.put(path, {"role": "editor"}))
    [conflict] = undo(desk, change_set).expect(409)["conflicts"]
    assert conflict["kind"] == "project" and "by hand" in conflict["detail"]


def test_a_tag_that_was_deleted_is_not_undone_since_its_tasks_have_lost_it(desk: Desk) -> None:
    tag = desk.ann.post(f"{desk.team.w}/tags", {"name": "Red"}).expect(201)
    change_set = set_of(desk.ann.delete(f"{desk.team.w}/tags/{tag['id']}"))
    conflicts = undo(desk, change_set).expect(409)["conflicts"]
    assert [conflict["id"] for conflict in conflicts] == [tag["id"]] and "by hand" in conflicts[0]["detail"]


def test_what_has_no_undo_of_its_own_says_so(desk: Desk) -> None:
    field = desk.ann.post(f"{desk.team.w}/custom-fields", {"name": "Size", "type": "number"})
    [conflict] = undo(desk, set_of(field)).expect(409)["conflicts"]
    assert conflict["detail"] == "What happens to a custom field is not undone with a change set."
