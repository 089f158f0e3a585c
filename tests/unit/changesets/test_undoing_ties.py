"""What ties a task to others, and what is said of a project or kept as a tag, is undone like any field."""

from typing import Any

import pytest

from tests.unit.tasks.desk import Desk

from .steps import change, content, set_of, undo

DUE = "2030-01-07T09:00:00Z"
Document = dict[str, Any]


def _wait(desk: Desk, task: Document, other: Document, **how: Any) -> str:
    return set_of(desk.ann.put(desk.url(task, f"/dependencies/{other['id']}"), how))


def _free(desk: Desk, task: Document, other: Document) -> str:
    return set_of(desk.ann.delete(desk.url(task, f"/dependencies/{other['id']}")))


def _waits_for(desk: Desk, task: Document) -> list[tuple[str, str, int]]:
    found = desk.now(task)["dependencies"]["blocked_by"]
    return [(one["id"], one["type"], one["lag_days"]) for one in found]


def test_a_dependency_is_undone_on_both_sides_and_done_again(desk: Desk) -> None:
    first, second = desk.tasks(2)
    before = content(desk, first), content(desk, second)
    change_set = _wait(desk, second, first, type="SS", lag_days=2)
    after = content(desk, first), content(desk, second)
    done = undo(desk, change_set)
    assert done.expect(200)["undone"] == 2
    assert (content(desk, first), content(desk, second)) == before
    undo(desk, set_of(done)).expect(200)
    assert (content(desk, first), content(desk, second)) == after


def test_a_dependency_that_was_changed_or_taken_away_is_as_it_was(desk: Desk) -> None:
    first, second = desk.tasks(2)
    _wait(desk, second, first, lag_days=1)
    changed = _wait(desk, second, first, type="FF", lag_days=3)
    undo(desk, changed).expect(200)
    assert _waits_for(desk, second) == [(first["id"], "FS", 1)]
    freed = _free(desk, second, first)
    assert not desk.now(second)["blocked"]
    undo(desk, freed).expect(200)
    assert _waits_for(desk, second) == [(first["id"], "FS", 1)] and desk.now(second)["blocked"]


def test_other_dependencies_of_the_same_task_stay(desk: Desk) -> None:
    first, second, third = desk.tasks(3)
    change_set = _wait(desk, third, first)
    _wait(desk, third, second)
    undo(desk, change_set).expect(200)
    assert _waits_for(desk, third) == [(second["id"], "FS", 0)]


def test_a_dependency_that_somebody_changed_since_is_a_conflict(desk: Desk) -> None:
    first, second = desk.tasks(2)
    change_set = _wait(desk, second, first)
    _wait(desk, second, first, lag_days=5)
    [conflict] = undo(desk, change_set).expect(409)["conflicts"]
    assert (conflict["id"], conflict["fields"]) == (second["id"], ["blocked_by"])
    assert _waits_for(desk, second) == [(first["id"], "FS", 5)]


def test_a_dependency_that_would_be_a_circle_by_now_is_a_conflict(desk: Desk) -> None:
    first, second = desk.tasks(2)
    _wait(desk, second, first)
    change_set = _free(desk, second, first)
    _wait(desk, first, second)
    [conflict] = undo(desk, change_set).expect(409)["conflicts"]
    assert conflict["id"] == second["id"] and "wait for itself" in conflict["detail"]
    assert _waits_for(desk, second) == []


def test_whoever_may_not_edit_the_task_does_not_undo_its_dependencies(desk: Desk) -> None:
    first, second = desk.tasks(2)
    ben = desk.team.join("Ben")
    path = f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}"
    desk.ann.put(path, {"role": "editor"}).expect(200)
    answer = ben.put(desk.url(second, f"/dependencies/{first['id']}"), {})
    change_set = set_of(answer)
    desk.ann.put(path, {"role": "viewer"}).expect(200)
    refused = undo(desk, change_set, by=ben)
    assert refused.status in (403, 409), refused.text
    assert _waits_for(desk, second) == [(first["id"], "FS", 0)]


def test_a_recurrence_is_undone_and_done_again(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    path = desk.url(task, "/recurrence")
    before = content(desk, task)
    weekly = set_of(desk.ann.put(path, {"rrule": "FREQ=WEEKLY"}))
    after = content(desk, task)
    monthly = set_of(desk.ann.put(path, {"rrule": "FREQ=MONTHLY"}))
    undo(desk, monthly).expect(200)
    assert content(desk, task) == after
    undone = set_of(undo(desk, weekly))
    assert content(desk, task) == before
    undo(desk, undone).expect(200)
    assert content(desk, task) == after
    removed = set_of(desk.ann.delete(path))
    undo(desk, removed).expect(200)
    assert content(desk, task) == after


def test_a_series_that_has_gone_on_is_not_called_back(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    change_set = set_of(desk.ann.put(desk.url(task, "/recurrence"), {"rrule": "FREQ=WEEKLY"}))
    desk.ann.post(desk.url(task, "/transition"), {"status": "done"}).expect(200)
    desk.service.deliver()
    [conflict] = undo(desk, change_set).expect(409)["conflicts"]
    assert conflict["fields"] == ["recurrence"] and "gone on" in conflict["detail"]


def test_a_task_that_was_made_goes_to_the_trash_with_what_it_waits_for_and_comes_back_with_it(desk: Desk) -> None:
    first = desk.task()
    second = desk.ann.post(f"{desk.team.w}/tasks", {"project_id": desk.project["id"], "title": "New"})
    task = second.json
    _wait(desk, task, first)
    undone = set_of(undo(desk, set_of(second)))
    assert desk.ann.get(desk.url(task)).status == 410
    undo(desk, undone).expect(200)
    assert _waits_for(desk, task) == [(first["id"], "FS", 0)]


def test_fields_and_ties_that_one_undo_set_back_are_done_again_together(desk: Desk) -> None:
    first, second = desk.tasks(2)
    tied = _wait(desk, second, first)
    named = change(desk, second, title="Other")
    undo(desk, named).expect(200)
    undo(desk, tied).expect(200)
    assert (desk.now(second)["title"], _waits_for(desk, second)) == (second["title"], [])


@pytest.mark.parametrize("later", [False, True])
def test_a_status_update_is_undone_and_the_project_has_the_health_of_the_one_before(desk: Desk, later: bool) -> None:
    project = f"{desk.team.w}/projects/{desk.project['id']}"
    path = f"{project}/status-updates"
    desk.ann.post(path, {"health": "on_track", "text": "Fine"}).expect(201)
    posted = desk.ann.post(path, {"health": "at_risk", "text": "Late"})
    change_set, update = set_of(posted), posted.json
    if later:
        desk.ann.patch(f"{path}/{update['id']}", {"text": "Very late"}).expect(200)
        [conflict] = undo(desk, change_set).expect(409)["conflicts"]
        assert (conflict["kind"], conflict["id"], conflict["fields"]) == ("status_update", update["id"], ["text"])
        assert conflict["changed_by"] == desk.ann.id
        return
    undone = set_of(undo(desk, change_set))
    assert desk.ann.get(project).expect(200)["health"] == "on_track"
    undo(desk, undone).expect(200)
    assert desk.ann.get(project).expect(200)["health"] == "at_risk"


def test_what_was_corrected_or_taken_back_of_a_status_update_is_as_it_was(desk: Desk) -> None:
    project = f"{desk.team.w}/projects/{desk.project['id']}"
    update = desk.ann.post(f"{project}/status-updates", {"health": "at_risk", "text": "Late"}).expect(201)
    path = f"{project}/status-updates/{update['id']}"
    undo(desk, set_of(desk.ann.patch(path, {"health": "off_track", "text": "Lost"}))).expect(200)
    now = desk.ann.get(path).expect(200)
    assert (now["health"], now["text"]) == ("at_risk", "Late")
    undo(desk, set_of(desk.ann.delete(path))).expect(200)
    assert desk.ann.get(path).expect(200)["text"] == "Late"
    assert desk.ann.get(project).expect(200)["health"] == "at_risk"


def test_a_tag_is_undone(desk: Desk) -> None:
    made = desk.ann.post(f"{desk.team.w}/tags", {"name": "Red"})
    tag, path = made.json, f"{desk.team.w}/tags/{made.json['id']}"
    renamed = set_of(desk.ann.patch(path, {"name": "Blue"}))
    undo(desk, renamed).expect(200)
    desk.ann.post(f"{desk.team.w}/tags", {"name": "Blue"}).expect(201)
    archived = set_of(desk.ann.post(f"{path}/archive"))
    undo(desk, archived).expect(200)
    assert desk.ann.get(path).expect(200)["archived_at"] is None
    undo(desk, set_of(made)).expect(200)
    assert tag["id"] not in [one["id"] for one in desk.ann.get(f"{desk.team.w}/tags").expect(200)["data"]]


def test_a_tag_whose_old_name_was_taken_since_is_a_conflict(desk: Desk) -> None:
    made = desk.ann.post(f"{desk.team.w}/tags", {"name": "Red"})
    renamed = set_of(desk.ann.patch(f"{desk.team.w}/tags/{made.json['id']}", {"name": "Blue"}))
    desk.ann.post(f"{desk.team.w}/tags", {"name": "red"}).expect(201)
    answer = undo(desk, renamed)
    assert answer.status == 409 and "red" in answer.text.casefold()
