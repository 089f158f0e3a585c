"""Templates and their tasks are undone like everything else, and what was made from them stays."""

from typing import Any

from onetick.templates import undo_template
from tests.unit.tasks.desk import Desk

from .steps import set_of, undo

Document = dict[str, Any]


def _template(desk: Desk, **more: Any) -> Document:
    made: Document = desk.ann.post(f"{desk.team.w}/templates", {"name": "Plan", **more}).expect(201)
    return made


def _path(desk: Desk, template: Document, rest: str = "") -> str:
    return f"{desk.team.w}/templates/{template['id']}{rest}"


def _add(desk: Desk, template: Document, title: str, day: int | None = None, **more: Any) -> Any:
    due = {"due": {"day": day}} if day is not None else {}
    return desk.ann.post(_path(desk, template, "/tasks"), {"title": title, **due, **more})


def _seen(desk: Desk, template: Document) -> Document:
    found: Document = desk.ann.get(_path(desk, template)).expect(200)
    return found


def _tasks(desk: Desk, template: Document) -> list[str]:
    return [one["title"] for one in desk.ann.get(_path(desk, template, "/tasks")).expect(200)["data"]]


def test_a_task_that_was_taken_out_of_a_template_comes_back_as_it_was(desk: Desk) -> None:
    template = _template(desk, roles=[{"id": "buddy", "name": "Buddy"}])
    added = _add(desk, template, "First", 2, role_ids=["buddy"], description="Why")
    _add(desk, template, "Child", parent_id=added.json["id"])
    path = _path(desk, template, f"/tasks/{added.json['id']}")
    before = desk.ann.get(path).expect(200)
    removed = desk.ann.delete(path)
    undone = undo(desk, set_of(removed))
    undone.expect(200)
    after = desk.ann.get(path).expect(200)
    assert {**after, "updated_at": 0, "version": 0} == {**before, "updated_at": 0, "version": 0}
    assert _seen(desk, template)["task_count"] == 2
    undo(desk, set_of(undone)).expect(200)
    assert (_tasks(desk, template), _seen(desk, template)["task_count"]) == (["Child"], 1)


def test_the_last_day_follows_the_tasks_that_are_left(desk: Desk, monkeypatch: Any) -> None:
    template = _template(desk)
    _add(desk, template, "First", 2)
    late, later = _add(desk, template, "Late", 9), _add(desk, template, "Later", 12)
    undo(desk, set_of(later)).expect(200)
    assert (_tasks(desk, template), _seen(desk, template)["last_day"]) == (["First", "Late"], 9)
    _add(desk, template, "Also late", 9)
    undo(desk, set_of(late)).expect(200)
    assert _seen(desk, template)["last_day"] == 9
    monkeypatch.setattr(undo_template, "LOOKED_AT", 2)
    large = _add(desk, template, "Latest", 30)
    _add(desk, template, "One more")
    undo(desk, set_of(large)).expect(200)
    assert _seen(desk, template)["last_day"] == 30, "with so many tasks it is not looked for"


def test_a_change_of_a_task_that_somebody_went_on_to_change_is_a_conflict(desk: Desk) -> None:
    template = _template(desk)
    task = _add(desk, template, "First", 2).expect(201)
    path = _path(desk, template, f"/tasks/{task['id']}")
    changed = desk.ann.patch(path, {"title": "Second", "due": {"day": 7}})
    desk.ann.patch(path, {"title": "Third"}).expect(200)
    [conflict] = undo(desk, set_of(changed)).expect(409)["conflicts"]
    assert (conflict["kind"], conflict["fields"]) == ("template_task", ["title"])
    assert desk.ann.get(path).expect(200)["due"]["day"] == 7
    desk.ann.delete(path).expect(204)
    [conflict] = undo(desk, set_of(changed)).expect(409)["conflicts"]
    assert conflict["detail"] == "It is not there any more."


def test_a_project_that_was_saved_as_a_template_is_saved_no_more(desk: Desk) -> None:
    desk.tasks(3)
    saving = desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/save-as-template", {"name": "Launch"})
    desk.service.deliver(rounds=40)
    job = desk.ann.get(f"{desk.team.w}/jobs/{saving.json['id']}").expect(200)
    template = {"id": job["result"]["template_id"]}
    assert _seen(desk, template)["ready"]
    undone = undo(desk, set_of(saving))
    undone.expect(200)
    assert desk.ann.get(_path(desk, template)).status == 410
    undo(desk, set_of(undone)).expect(200)
    assert (_seen(desk, template)["task_count"], len(_tasks(desk, template))) == (3, 3)


def test_renaming_and_deleting_a_template_are_undone_and_an_archived_project_keeps_its_own(desk: Desk) -> None:
    template = _template(desk, project_id=desk.project["id"])
    renamed = desk.ann.patch(_path(desk, template), {"name": "Other", "first_day": 3})
    gone = desk.ann.delete(_path(desk, template))
    [conflict] = undo(desk, set_of(renamed)).expect(409)["conflicts"]
    assert conflict["fields"] == ["deleted_at"]
    undo(desk, set_of(gone)).expect(200)
    project = f"{desk.team.w}/projects/{desk.project['id']}"
    desk.ann.post(f"{project}/archive").expect(200)
    [conflict] = undo(desk, set_of(renamed)).expect(409)["conflicts"]
    assert "archived" in conflict["detail"]
    desk.ann.post(f"{project}/unarchive").expect(200)
    undo(desk, set_of(renamed)).expect(200)
    assert (_seen(desk, template)["name"], _seen(desk, template)["first_day"]) == ("Plan", 0)


def test_whoever_may_not_manage_templates_undoes_none(desk: Desk) -> None:
    template = _template(desk, project_id=desk.project["id"])
    renamed = desk.ann.patch(_path(desk, template), {"name": "Other"})
    ben = desk.team.join("Ben")
    assert undo(desk, set_of(renamed), by=ben).status in (403, 404)
    assert _seen(desk, template)["name"] == "Other"
