"""Tasks are undone field by field and to their very place, and so is what lies around them."""

from typing import TYPE_CHECKING

from tests.unit.tasks.desk import Desk

from .steps import Document, change, content, set_of, undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.service import Answer


def test_what_was_made_goes_to_the_trash_and_comes_back(desk: Desk) -> None:
    body = {"project_id": desk.project["id"], "title": "Made"}
    made = desk.ann.post(f"{desk.team.w}/tasks", body)
    undone = undo(desk, set_of(made))
    undone.expect(200)
    desk.ann.get(desk.url(made.json)).expect(410)
    undo(desk, set_of(undone)).expect(200)
    assert desk.now(made.json)["title"] == "Made"


def test_what_was_made_and_changed_by_others_since_stays(desk: Desk) -> None:
    made = desk.ann.post(f"{desk.team.w}/tasks", {"project_id": desk.project["id"], "title": "Made"})
    change(desk, made.json, description="By hand")
    [conflict] = undo(desk, set_of(made)).expect(409)["conflicts"]
    assert conflict["fields"] == ["description"]


def test_what_was_deleted_comes_back_where_it_was(desk: Desk) -> None:
    tasks = desk.tasks(3)
    change_set = set_of(desk.ann.delete(desk.url(tasks[1])))
    assert desk.column("To do") == ["1", "3"]
    undo(desk, change_set).expect(200)
    assert desk.column("To do") == ["1", "2", "3"]


def test_a_move_is_undone_to_the_very_place(desk: Desk) -> None:
    second = desk.tasks(3)[1]
    before = content(desk, second)
    change_set = set_of(desk.move(second, section_id=desk.sections["Done"]))
    assert desk.now(second)["status"] == "done"
    undo(desk, change_set).expect(200)
    assert content(desk, second) == before
    assert desk.column("To do") == ["1", "2", "3"]


def test_a_place_that_was_taken_since_is_the_end_of_its_section(desk: Desk) -> None:
    first, second, third = desk.tasks(3)
    change_set = set_of(desk.move(first, section_id=desk.sections["Done"]))
    desk.move(third, before_id=second["id"]).expect(200)
    undo(desk, change_set).expect(200)
    assert sorted(desk.column("To do")) == ["1", "2", "3"]


def test_people_tags_and_fields_are_undone_each_for_itself(desk: Desk) -> None:
    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    w, p = desk.team.w, desk.project["id"]
    red = desk.ann.post(f"{w}/tags", {"name": "Red"}).expect(201)["id"]
    effort, size = (
        desk.ann.post(f"{w}/custom-fields", {"name": name, "type": "number", "project_id": p}).expect(201)["id"]
        for name in ("Effort", "Size")
    )
    task = desk.task(assignee_ids=[ben.id], custom_fields={effort: 1})
    before = content(desk, task)
    values: Document = {"assignee_ids": [cat.id], "tag_ids": [red], "custom_fields": {effort: 2, size: 3}}
    change_set = change(desk, task, **values)
    assert desk.now(task)["custom_fields"] == {effort: 2, size: 3}
    undo(desk, change_set).expect(200)
    assert content(desk, task) == before
    change_set = change(desk, task, custom_fields={effort: 5})
    change(desk, task, custom_fields={size: 9})
    undo(desk, change_set).expect(200)
    assert desk.now(task)["custom_fields"] == {effort: 1, size: 9}
    change_set = change(desk, task, custom_fields={effort: 6})
    change(desk, task, custom_fields={effort: 7})
    [conflict] = undo(desk, change_set).expect(409)["conflicts"]
    assert conflict["fields"] == [f"custom_fields.{effort}"]


def test_a_parent_is_undone(desk: Desk) -> None:
    parent, child = desk.tasks(2)
    change_set = change(desk, child, parent_id=parent["id"])
    desk.service.deliver()
    undo(desk, change_set).expect(200)
    desk.service.deliver()
    assert desk.now(child)["parent_id"] is None
    assert desk.ann.get(desk.url(parent, "/subtasks")).expect(200)["data"] == []
    assert desk.now(parent)["subtasks"]["total"] == 0


def test_comments_are_undone(desk: Desk) -> None:
    task = desk.task()
    path = desk.url(task, "/comments")
    made = desk.ann.post(path, {"body_md": "First"})
    comment = f"{desk.team.w}/comments/{made.json['id']}"
    edited = desk.ann.patch(comment, {"body_md": "Second"})
    undo(desk, set_of(edited)).expect(200)
    assert desk.ann.get(comment).expect(200)["body_md"] == "First"
    deleted = desk.ann.delete(comment)
    undo(desk, set_of(deleted)).expect(200)
    assert desk.ann.get(comment).expect(200)["body_md"] == "First"
    resolved = desk.ann.post(f"{comment}/resolve")
    undo(desk, set_of(resolved)).expect(200)
    assert desk.ann.get(comment).expect(200)["resolved_at"] is None
    fresh = desk.ann.post(path, {"body_md": "Gone soon"})
    undo(desk, set_of(fresh)).expect(200)
    assert [row["body_md"] for row in desk.ann.get(path).expect(200)["data"]] == ["First"]


def test_projects_and_sections_are_undone(desk: Desk) -> None:
    p = f"{desk.team.w}/projects/{desk.project['id']}"
    before = desk.ann.get(p).expect(200)
    acts: list[Callable[[], Answer]] = [
        lambda: desk.ann.patch(p, {"name": "Renamed", "visibility": "private"}),
        lambda: desk.ann.post(f"{p}/archive"),
        lambda: desk.ann.delete(p),
    ]
    for act in acts:
        undo(desk, set_of(act())).expect(200)
        now = desk.ann.get(p).expect(200)
        for name in ("name", "visibility", "archived_at", "deleted_at"):
            assert now.get(name) == before.get(name)
    names = [row["name"] for row in desk.ann.get(f"{p}/sections").expect(200)["data"]]
    review = desk.ann.post(f"{p}/sections", {"name": "Review"})
    section = f"{desk.team.w}/sections/{review.json['id']}"
    acts = [
        lambda: desk.ann.patch(section, {"name": "Checked", "wip_limit": 2}),
        lambda: desk.ann.post(f"{section}/move", {"before_id": desk.sections["To do"]}),
        lambda: desk.ann.delete(section),
    ]
    for act in acts:
        undo(desk, set_of(act())).expect(200)
        listed = [row["name"] for row in desk.ann.get(f"{p}/sections").expect(200)["data"]]
        assert listed == [*names, "Review"]
    undo(desk, set_of(review)).expect(200)
    assert [row["name"] for row in desk.ann.get(f"{p}/sections").expect(200)["data"]] == names


def test_a_project_that_was_made_goes_as_a_whole_and_comes_back(desk: Desk) -> None:
    desk.tasks(3)
    copy = desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/duplicate", {"name": "Copy", "key": "COP"})
    desk.service.deliver()
    made = f"{desk.team.w}/projects/{copy.json['result']['project_id']}"
    listed = f"{desk.team.w}/tasks?filter[project_id]={copy.json['result']['project_id']}"
    assert len(desk.ann.get(listed).expect(200)["data"]) == 3
    undone = undo(desk, set_of(copy))
    assert undone.expect(200)["undone"] == 1
    desk.ann.get(made).expect(410)
    undo(desk, set_of(undone)).expect(200)
    assert len(desk.ann.get(listed).expect(200)["data"]) == 3
