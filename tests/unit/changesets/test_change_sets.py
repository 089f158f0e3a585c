"""What one request changed: it can be looked at, undone and done again."""

from typing import TYPE_CHECKING, Any

import pytest

from onetick.changesets import read_change_set
from onetick.kernel.changesets import ChangeSet, place_of
from onetick.kernel.table import Delete
from tests.service import Answer, Person, Service, Team, a_team
from tests.unit.tasks.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

Document = dict[str, Any]
HEADER = "OneTick-Change-Set"
APART = ("version", "updated_at", "status_since", "status_seconds")
"""What every change changes, and the time that has gone by."""


def set_of(answer: Answer) -> str:
    """The change set that an answer names."""
    assert answer.status < 300, answer.text
    return answer.headers[HEADER]


def change(desk: Desk, task: Document, by: Person | None = None, **fields: Any) -> str:
    """Change a task; the change set."""
    return set_of((by or desk.ann).patch(desk.url(task), fields))


def seen(desk: Desk, change_set: str, by: Person | None = None) -> Document:
    """A change set."""
    found: Document = (by or desk.ann).get(f"{desk.team.w}/change-sets/{change_set}").expect(200)
    return found


def undo(desk: Desk, change_set: str, *, by: Person | None = None, **options: Any) -> Answer:
    """Undo a change set."""
    return (by or desk.ann).post(f"{desk.team.w}/change-sets/{change_set}/undo", options)


def content(desk: Desk, task: Document) -> Document:
    """A task without what every change changes."""
    now = desk.now(task)
    return {name: value for name, value in now.items() if name not in APART}


def test_an_answer_names_the_change_set_and_so_do_its_events(desk: Desk) -> None:
    task = desk.task()
    change_set = change(desk, task, title="Better", priority="high")
    told = [event for event in desk.service.events() if event.get("changesetid") == change_set]
    assert {event["type"] for event in told} == {
        "onetick.task.updated.v1",
        "onetick.task.priority_changed.v1",
    }
    found = seen(desk, change_set)
    assert (found["operation"], found["created_by"], found["complete"]) == ("updateTask", desk.ann.id, True)
    changes = {
        (one["kind"], one["id"], field["field"]): (field["from"], field["to"])
        for one in found["changes"]
        for field in one["fields"]
    }
    assert changes == {
        ("task", task["id"], "title"): ("Write it down", "Better"),
        ("task", task["id"], "priority"): ("none", "high"),
    }


def test_reading_and_changing_nothing_leave_no_change_set(desk: Desk) -> None:
    task = desk.task()
    assert HEADER not in desk.ann.get(desk.url(task)).headers
    assert HEADER not in desk.ann.patch(desk.url(task), {"title": task["title"]}).headers
    assert HEADER not in desk.ann.patch(desk.url(task) + "?dry_run=true", {"title": "Maybe"}).headers


def test_a_call_that_comes_again_names_the_same_change_set(desk: Desk) -> None:
    task = desk.task()
    headers = {"Idempotency-Key": "once"}
    first, again = (desk.ann.patch(desk.url(task), {"title": "Once"}, headers=headers) for _ in range(2))
    assert set_of(first) == set_of(again)


def test_people_list_their_own_change_sets(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task()
    sets = [change(desk, task, title=title) for title in ("One", "Two")]
    listed = desk.ann.get(f"{desk.team.w}/change-sets").expect(200)["data"]
    assert [row["id"] for row in listed][:2] == list(reversed(sets))
    assert ben.get(f"{desk.team.w}/change-sets").expect(200)["data"] == []


def test_a_change_is_undone_and_done_again(desk: Desk) -> None:
    task = desk.task(points=3)
    before = content(desk, task)
    change_set = change(desk, task, title="Other", priority="high", points=None, due_at="2031-01-01T00:00:00Z")
    after = content(desk, task)
    undone = undo(desk, change_set)
    assert undone.expect(200) == {"undone": 1, "skipped": 0, "conflicts": [], "job": None}
    assert content(desk, task) == before
    found = seen(desk, change_set)
    assert (found["undone_by"], found["undone_at"] is not None) == (set_of(undone), True)
    assert seen(desk, set_of(undone))["undoes"] == change_set
    again = undo(desk, set_of(undone))
    again.expect(200)
    assert content(desk, task) == after
    assert seen(desk, change_set)["undone_by"] is None
    undo(desk, change_set).expect(200)
    assert content(desk, task) == before


def test_what_was_undone_is_not_undone_twice(desk: Desk) -> None:
    change_set = change(desk, desk.task(), title="Other")
    undone = undo(desk, change_set)
    problem = undo(desk, change_set).expect(409)
    assert problem["undone_by"] == set_of(undone)


def test_what_nobody_touched_since_is_undone_beside_what_was_changed_elsewhere(desk: Desk) -> None:
    task = desk.task()
    change_set = change(desk, task, title="Other")
    change(desk, task, points=5)
    undo(desk, change_set).expect(200)
    now = desk.now(task)
    assert (now["title"], now["points"]) == (task["title"], 5)


def test_a_conflict_says_what_was_changed_since_by_whom_and_when(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    give(desk, ben, "editor")
    task, other = desk.tasks(2)
    body = {"operations": [{"op": "update", "task_ids": [task["id"], other["id"]], "changes": {"priority": "high"}}]}
    change_set = set_of(desk.ann.post(f"{desk.team.w}/bulk/tasks", body))
    change(desk, task, title="Beside")
    change(desk, task, by=ben, priority="low")
    now = desk.now(task)
    problem = undo(desk, change_set).expect(409)
    [conflict] = problem["conflicts"]
    assert conflict == {
        "kind": "task",
        "id": task["id"],
        "fields": ["priority"],
        "detail": "changed since: priority",
        "changed_by": ben.id,
        "changed_at": now["updated_at"],
        "event": "onetick.task.priority_changed.v1",
    }
    assert (desk.now(task), desk.now(other)["priority"]) == (now, "high")
    done = undo(desk, change_set, on_conflict="skip").expect(200)
    assert (done["undone"], done["skipped"], done["conflicts"]) == (1, 1, [conflict])
    assert (desk.now(task), desk.now(other)["priority"]) == (now, "none")


def give(desk: Desk, person: Person, role: str) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/members/{person.id}"
    desk.ann.put(path, {"role": role}).expect(200)


def test_a_value_that_is_again_what_it_was_is_no_conflict(desk: Desk) -> None:
    task = desk.task()
    change_set = change(desk, task, title="Other", points=1)
    change(desk, task, title=task["title"])
    undo(desk, change_set).expect(200)
    assert (desk.now(task)["title"], desk.now(task)["points"]) == (task["title"], None)


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


def pages_of(desk: Desk, change_set: str) -> list[list[str]]:
    """What tasks the transactions of a change set changed, page by page."""
    path, pages = f"{desk.team.w}/change-sets/{change_set}/changes", list[list[str]]()
    cursor: str | None = ""
    while cursor is not None:
        page = desk.ann.get(f"{path}?cursor={cursor}" if cursor else path).expect(200)
        pages.append([row["id"] for row in page["data"] if row["kind"] == "task"])
        cursor = page["page"]["next_cursor"]
    return pages


def test_the_steps_of_a_job_that_changed_nothing_are_passed_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_change_set, "AHEAD", 2)
    names = [task["id"] for task in desk.tasks(70)]
    body = {"operations": [{"op": "update", "task_ids": names, "changes": {"points": 2}}]}
    answer = desk.ann.post(f"{desk.team.w}/bulk/tasks", body)
    change_set = set_of(answer)
    assert pages_of(desk, change_set) == [[]], "the job has not begun"
    desk.service.deliver()
    whole = pages_of(desk, change_set)
    assert sorted(one for page in whole for one in page) == sorted(names)
    assert len(whole) == 5
    first = [ChangeSet.key(org_id=desk.team.organization_id, id=change_set, place=place_of(at)) for at in range(1, 4)]
    desk.service.tables.transact([Delete(key, None) for key in first])
    assert pages_of(desk, change_set) == [whole[0], whole[4]]


def test_a_large_bulk_is_one_change_set_and_is_undone_by_a_job(desk: Desk) -> None:
    tasks = desk.tasks(70)
    names = [task["id"] for task in tasks]
    operations = [
        {"op": "update", "task_ids": names, "changes": {"priority": "high", "points": 2}},
        {"op": "transition", "task_ids": names[:20], "status": "in_progress"},
    ]
    before = [content(desk, task) for task in tasks]
    answer = desk.ann.post(f"{desk.team.w}/bulk/tasks", {"operations": operations})
    answer.expect(202)
    desk.service.deliver()
    change_set = set_of(answer)
    assert desk.ann.get(answer.headers["Location"]).expect(200)["change_set_id"] == change_set
    pages = pages_of(desk, change_set)
    assert {one for page in pages for one in page} == set(names) and len(pages) > 4
    assert seen(desk, change_set)["complete"] is False
    change(desk, tasks[5], points=9)
    failed = undo(desk, change_set)
    failed.expect(202)
    desk.service.deliver()
    job = desk.ann.get(failed.headers["Location"]).expect(200)
    assert (job["state"], job["failure"]["code"], job["error_count"]) == ("failed", "conflict", 1)
    [error] = desk.ann.get(job["errors_url"]).expect(200)["data"]
    assert (error["item"], error["errors"][0]["pointer"]) == (tasks[5]["id"], "/points")
    assert desk.now(tasks[0])["priority"] == "high"
    skipped = undo(desk, change_set, on_conflict="skip")
    skipped.expect(202)
    desk.service.deliver()
    job = desk.ann.get(skipped.headers["Location"]).expect(200)
    assert (job["state"], job["error_count"]) == ("partial", 1)
    after = [content(desk, task) for task in tasks]
    assert [one for place, one in enumerate(after) if place != 5] == [
        one for place, one in enumerate(before) if place != 5
    ]
    assert seen(desk, change_set)["undone_by"] == job["change_set_id"]


def test_who_may_undo_what(desk: Desk) -> None:
    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    give(desk, ben, "editor")
    give(desk, cat, "editor")
    task = desk.task()
    change_set = change(desk, task, by=ben, title="By Ben")
    undo(desk, change_set, by=cat).expect(403)
    cat.get(f"{desk.team.w}/change-sets/{change_set}").expect(403)
    undo(desk, change_set, by=ben).expect(200)
    change_set = change(desk, task, by=ben, title="By Ben again")
    undo(desk, change_set).expect(200)
    change_set = change(desk, task, by=ben, title="And again")
    give(desk, ben, "viewer")
    undo(desk, change_set, by=ben).expect(403)


def test_undoing_needs_the_rights_to_do_it_by_hand(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    give(desk, ben, "admin")
    other = desk.team.project("Other", "OTH")
    path = f"{desk.team.w}/projects/{other['id']}/members/{ben.id}"
    desk.ann.put(path, {"role": "editor"}).expect(200)
    ours, theirs = desk.task(), desk.team.task(other)
    body = {
        "operations": [{"op": "update", "task_ids": [ours["id"], theirs["id"]], "changes": {"title": "Both"}}],
    }
    change_set = set_of(ben.post(f"{desk.team.w}/bulk/tasks", body))
    desk.ann.put(path, {"role": "viewer"}).expect(200)
    [conflict] = undo(desk, change_set, by=ben).expect(409)["conflicts"]
    assert (conflict["id"], conflict["fields"], conflict["changed_by"]) == (theirs["id"], [], None)
    assert "task:edit" in conflict["detail"]


def test_what_one_may_not_see_is_left_out(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    give(desk, ben, "admin")
    secret = desk.team.project("Secret", "SEC", visibility="private")
    path = f"{desk.team.w}/projects/{secret['id']}/members/{ben.id}"
    desk.ann.put(path, {"role": "editor"}).expect(200)
    ours, theirs = desk.task(), desk.team.task(secret)
    body = {"operations": [{"op": "update", "task_ids": [ours["id"], theirs["id"]], "changes": {"points": 1}}]}
    change_set = set_of(ben.post(f"{desk.team.w}/bulk/tasks", body))
    assert {row["id"] for row in seen(desk, change_set, ben)["changes"]} == {ours["id"], theirs["id"]}
    desk.ann.delete(path).expect(204)
    assert {row["id"] for row in seen(desk, change_set, ben)["changes"]} == {ours["id"]}


def test_another_organizations_change_sets_are_not_there(service: Service, desk: Desk) -> None:
    other = a_team(service, "Olga", "Other")
    change_set = change(desk, desk.task(), title="Ours")
    for place in (other.w, desk.team.w):
        other.owner.get(f"{place}/change-sets/{change_set}").expect(404)
        other.owner.post(f"{place}/change-sets/{change_set}/undo", {}).expect(404)
    second = desk.ann.post(f"{desk.team.o}/workspaces", {"name": "Second"}).expect(201)
    desk.ann.get(f"/v1/workspaces/{second['id']}/change-sets/{change_set}").expect(404)


@pytest.mark.parametrize("name", ["chg_nothing", "chg_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "x"])
def test_what_is_no_change_set_is_not_found(team: Team, name: str) -> None:
    team.owner.get(f"{team.w}/change-sets/{name}").expect(404)


def test_a_dry_run_shows_what_an_undo_would_change(desk: Desk) -> None:
    task = desk.task()
    change_set = change(desk, task, title="Other")
    preview = desk.ann.post(f"{desk.team.w}/change-sets/{change_set}/undo?dry_run=true", {}).expect(200)
    [first, *_] = preview["change_set"]
    assert first["changes"] == [{"field": "title", "from": "Other", "to": task["title"]}]
    assert desk.now(task)["title"] == "Other"


def test_it_is_read_in_two_calls(desk: Desk) -> None:
    from onetick.kernel import meter

    change_set = change(desk, desk.task(), title="Other")
    seen(desk, change_set)
    seen(desk, change_set)
    assert meter.snapshot().calls <= 2
