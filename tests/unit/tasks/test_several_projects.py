"""Tasks in several projects: a place of their own in each, seen from any, changed from any."""

from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.requests.rate import Limiter
from onetick.tasks import guesses
from tests.service import Person, a_team

from .desk import Desk, a_desk, names, titles


@pytest.fixture
def other(desk: Desk) -> Desk:
    """Another, private project of the same team."""
    return a_desk(desk.team, name="Other", key="OTH", visibility="private")


def put(desk: Desk, task: dict[str, Any], *, by: Person | None = None, **place: Any) -> Any:
    """Put a task into the project of a desk."""
    return (by or desk.ann).put(desk.url(task, f"/projects/{desk.project['id']}"), place)


def remove(desk: Desk, task: dict[str, Any]) -> Any:
    """Take a task out of the project of a desk."""
    return desk.ann.delete(desk.url(task, f"/projects/{desk.project['id']}"))


def editor(desk: Desk, *desks: Desk, name: str = "Ben", role: str = "editor") -> Person:
    """Somebody who has a role in these projects alone."""
    person = desk.team.join(name, role="guest")
    for one in desks:
        path = f"{desk.team.w}/projects/{one.project['id']}/members/{person.id}"
        desk.ann.put(path, {"role": role}).expect(200)
    return person


def test_a_task_stands_on_the_board_of_each_of_its_projects(desk: Desk, other: Desk) -> None:
    other.task("First there")
    task = desk.task("Shared", status="in_progress")
    added = put(other, task).expect(200)
    assert added["project_ids"] == [desk.project["id"], other.project["id"]]
    assert [place["section_id"] for place in added["placements"]] == [
        desk.sections["In progress"],
        other.sections["In progress"],
    ]
    assert (added["project_id"], added["key"]) == (desk.project["id"], task["key"])
    desk.service.deliver()
    assert [titles(column["tasks"]) for column in other.board()] == [["First there"], ["Shared"], []]
    assert [titles(column["tasks"]) for column in desk.board()] == [[], ["Shared"], []]
    assert [column["count"] for column in other.board()] == [1, 1, 0]
    assert other.column("In progress") == ["Shared"]


def test_it_has_a_section_and_a_rank_of_its_own_in_each(desk: Desk, other: Desk) -> None:
    one, two = other.tasks(2)
    task = desk.task("Shared")
    put(other, task, after_id=one["id"], before_id=two["id"]).expect(200)
    assert other.column("To do") == ["1", "Shared", "2"]
    desk.move(task, project_id=other.project["id"], before_id=one["id"]).expect(200)
    assert (other.column("To do"), desk.column("To do")) == (["Shared", "1", "2"], ["Shared"])
    [moved] = desk.events_of(
        lambda: desk.move(task, project_id=other.project["id"], section_id=other.sections["Done"]).expect(200)
    )
    context = moved["data"]["context"]
    assert (context["from_project"], context["to_project"]) == (other.project["id"], other.project["id"])
    assert (context["from_section"], context["to_section"]) == (other.sections["To do"], other.sections["Done"])
    # Elsewhere a section is a place, and no status.
    assert (desk.now(task)["status"], desk.column("To do")) == ("todo", ["Shared"])
    assert desk.move(task, section_id=desk.sections["Done"]).expect(200)["status"] == "done"


def test_lists_by_any_order_show_it_in_each(desk: Desk, other: Desk) -> None:
    task = desk.task("Shared", due_at="2030-01-01T00:00:00Z", milestone=True)
    put(other, task).expect(200)
    for one in (desk, other):
        project = one.project["id"]
        for query in ("", "&sort=due_at", "&sort=created_at", "&filter[milestone]=true"):
            assert desk.listed(f"filter[project_id]={project}{query}") == ["Shared"]
    assert desk.listed("") == ["Shared"]
    desk.change(task, title="Renamed")
    assert other.column("To do") == ["Renamed"]


def test_whoever_sees_one_of_its_projects_sees_it(desk: Desk, other: Desk) -> None:
    private = a_desk(desk.team, name="Third", key="THI", visibility="private")
    ben = editor(desk, other, role="viewer")
    task = private.task("Shared")
    ben.get(desk.url(task)).expect(403)
    put(other, task).expect(200)
    assert ben.get(desk.url(task)).expect(200)["title"] == "Shared"
    assert titles(ben.get(f"{desk.team.w}/tasks").expect(200)["data"]) == ["Shared"]
    assert ben.get(desk.url(task, "/comments")).expect(200)["data"] == []
    ben.patch(desk.url(task), {"title": "No"}).expect(403)
    listed = ben.get(desk.url(task, "/projects")).expect(200)["data"]
    assert [(row["name"], row["home"], row["section_name"]) for row in listed] == [("Other", False, "To do")]
    remove(other, task).expect(200)
    ben.get(desk.url(task)).expect(403)
    assert titles(ben.get(f"{desk.team.w}/tasks").expect(200)["data"]) == []


def test_whoever_may_change_what_is_in_one_of_them_may_change_it(desk: Desk, other: Desk) -> None:
    private = a_desk(desk.team, name="Third", key="THI", visibility="private")
    ben = editor(desk, other)
    task = private.task("Shared")
    put(other, task).expect(200)
    assert ben.patch(desk.url(task), {"title": "By Ben"}).expect(200)["title"] == "By Ben"
    ben.post(desk.url(task, "/transition"), {"status": "done"}).expect(200)
    comment = ben.post(desk.url(task, "/comments"), {"body_md": "Hello"}).expect(201)
    ben.patch(f"{desk.team.w}/comments/{comment['id']}", {"body_md": "Bye"}).expect(200)
    # On the board of a project where he has no role he moves nothing, nor does he take it out of there.
    ben.post(desk.url(task, "/move"), {"project_id": other.project["id"], "section_id": other.sections["Done"]}).expect(
        200
    )
    put(other, task, by=ben, home=True).expect(403)
    ben.delete(desk.url(task, f"/projects/{private.project['id']}")).expect(403)


def test_people_who_see_any_of_its_projects_can_be_assigned_and_are_told(desk: Desk, other: Desk) -> None:
    private = a_desk(desk.team, name="Third", key="THI", visibility="private")
    ben = editor(desk, other)
    task = private.task("Shared")
    assert desk.ann.patch(desk.url(task), {"assignee_ids": [ben.id]}).status == 422
    put(other, task).expect(200)
    desk.change(task, assignee_ids=[ben.id])
    desk.service.deliver()
    [told] = ben.get(f"{desk.team.w}/notifications").expect(200)["data"]
    assert (told["reason"], told["task_id"]) == ("assigned", task["id"])


def test_putting_it_there_again_changes_nothing(desk: Desk, other: Desk) -> None:
    task = desk.task()
    put(other, task).expect(200)
    assert desk.events_of(lambda: put(other, task).expect(200)) == []
    assert desk.events_of(lambda: put(desk, task).expect(200)) == []
    assert desk.events_of(lambda: put(desk, task, home=True).expect(200)) == []


def test_taking_it_out_tells_and_counts(desk: Desk, other: Desk) -> None:
    task = desk.task()
    added = desk.events_of(lambda: put(other, task).expect(200))
    removed = desk.events_of(lambda: remove(other, task).expect(200))
    place = {"project_id": other.project["id"], "section_id": other.sections["To do"]}
    assert names(added) + names(removed) == ["task.added_to_project", "task.removed_from_project"]
    assert added[0]["data"]["context"] == removed[0]["data"]["context"] == {**place, "status": "todo"}
    assert added[0]["data"]["changed"] == ["placements", "project_ids"] == removed[0]["data"]["changed"]
    desk.service.deliver(times=2)
    assert [column["count"] for column in other.board()] == [0, 0, 0]
    assert other.listed(f"filter[project_id]={other.project['id']}") == []
    remove(other, task).expect(404)


def test_the_home_is_not_left_but_moved(desk: Desk, other: Desk) -> None:
    task = desk.task("Shared", status="in_progress")
    assert remove(desk, task).expect(409)["code"] == "conflict"
    events = desk.events_of(lambda: put(other, task, home=True).expect(200))
    assert names(events) == ["task.added_to_project", "task.home_moved"]
    moved = desk.now(task)
    assert (moved["project_id"], moved["key"], moved["status"]) == (other.project["id"], task["key"], "in_progress")
    assert moved["project_ids"] == [other.project["id"], desk.project["id"]]
    assert moved["section_id"] == other.sections["In progress"]
    remove(desk, task).expect(200)
    desk.service.deliver(times=2)
    assert desk.board()[1]["count"] == 0
    assert (other.column("In progress"), desk.column("In progress")) == (["Shared"], [])
    assert desk.ann.get(f"{desk.team.w}/tasks/{task['key']}").expect(200)["id"] == task["id"]


def test_a_new_home_without_its_status_gives_it_one_of_the_same_kind(desk: Desk, other: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/workflow"
    found = desk.ann.get(path)
    statuses = [*found.json["statuses"], {"id": "review", "name": "Review", "category": "started"}]
    desk.ann.put(path, {"statuses": statuses}, headers={"If-Match": found.headers["ETag"]}).expect(200)
    one, two = desk.task("1", status="review"), desk.task("2", status="done")
    events = desk.events_of(lambda: put(other, one, home=True).expect(200))
    assert names(events) == ["task.added_to_project", "task.home_moved", "task.status_changed"]
    assert (desk.now(one)["status"], other.column("In progress")) == ("in_progress", ["1"])
    assert put(other, two, home=True, status="todo").expect(200)["completed_at"] is None
    assert put(other, desk.task("3"), home=True, status="review").expect(422)["errors"][0]["pointer"] == "/status"
    assert put(other, desk.task("4"), status="todo").expect(400)["errors"][0]["pointer"] == "/status"
    wrong = put(other, desk.task("5"), home=True, status="todo", section_id=other.sections["Done"])
    assert wrong.expect(422)["errors"][0]["code"] == "contradiction"


def test_a_task_is_as_alive_as_the_liveliest_of_its_projects(desk: Desk, other: Desk) -> None:
    task = desk.task("Shared")
    put(other, task).expect(200)
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/archive").expect(200)
    desk.change(task, title="Still open elsewhere")
    assert desk.move(task, section_id=desk.sections["Done"]).expect(409)["code"] == "conflict"
    assert desk.listed("") == ["Still open elsewhere"]
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/unarchive").expect(200)
    desk.ann.delete(f"{desk.team.w}/projects/{desk.project['id']}").expect(204)
    assert desk.now(task)["title"] == "Still open elsewhere"
    desk.change(task, title="Alive")
    assert desk.listed("") == other.column("To do") == ["Alive"]
    desk.ann.delete(f"{desk.team.w}/projects/{other.project['id']}").expect(204)
    desk.ann.get(desk.url(task)).expect(404)


def test_a_role_in_a_deleted_project_opens_nothing(desk: Desk, other: Desk) -> None:
    private = a_desk(desk.team, name="Third", key="THI", visibility="private")
    ben = editor(desk, other)
    task = private.task()
    put(other, task).expect(200)
    ben.get(desk.url(task)).expect(200)
    desk.ann.delete(f"{desk.team.w}/projects/{other.project['id']}").expect(204)
    ben.get(desk.url(task)).expect(403)


def test_it_goes_to_the_trash_and_comes_back_everywhere(desk: Desk, other: Desk) -> None:
    task = desk.task("Shared")
    put(other, task).expect(200)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver(times=2)
    assert (desk.column("To do"), other.column("To do"), other.board()[0]["count"]) == ([], [], 0)
    desk.ann.delete(f"{desk.team.w}/sections/{other.sections['To do']}").expect(204)
    desk.ann.post(desk.url(task, "/restore")).expect(200)
    desk.service.deliver(times=2)
    assert (desk.column("To do"), other.column("In progress")) == (["Shared"], ["Shared"])
    assert [column["count"] for column in other.board()] == [1, 0]


def test_a_section_with_guests_in_it_is_not_empty(desk: Desk, other: Desk) -> None:
    put(other, desk.task()).expect(200)
    desk.ann.delete(f"{desk.team.w}/sections/{other.sections['To do']}").expect(409)


def test_foreign_hidden_archived_and_deleted_projects_take_nothing(desk: Desk, other: Desk) -> None:
    task = desk.task()
    evil = a_desk(a_team(desk.service, "Eve", "Evil"))
    path = desk.url(task, f"/projects/{evil.project['id']}")
    desk.ann.put(path, {}).expect(404)
    ben = editor(desk, desk)
    put(other, task, by=ben).expect(403)
    desk.ann.post(f"{desk.team.w}/projects/{other.project['id']}/archive").expect(200)
    put(other, task).expect(409)
    desk.ann.delete(f"{desk.team.w}/projects/{other.project['id']}").expect(204)
    put(other, task).expect(410)
    assert desk.now(task)["version"] == 1


def test_places_must_be_of_that_project(desk: Desk, other: Desk) -> None:
    task, stranger = desk.tasks(2)
    assert put(other, task, section_id=desk.sections["Done"]).expect(422)["errors"][0]["pointer"] == "/section_id"
    assert put(other, task, before_id=stranger["id"]).expect(422)["errors"][0]["pointer"] == "/before_id"
    moved = desk.move(task, project_id=other.project["id"], section_id=other.sections["Done"])
    assert moved.expect(422)["errors"][0]["pointer"] == "/project_id"


def test_a_task_is_in_twenty_projects_at_most(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from onetick.tasks import add_to_project

    monkeypatch.setattr(add_to_project, "MAX_PROJECTS", 2)
    task = desk.task()
    put(a_desk(desk.team, name="B", key="BB"), task).expect(200)
    assert put(a_desk(desk.team, name="C", key="CC"), task).expect(422)["code"] == "quota_exceeded"


def test_a_task_in_five_projects_is_changed_in_two_calls(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    desks = [a_desk(desk.team, name=f"P{number}", key=f"P{number}X", visibility="private") for number in range(4)]
    task = desk.task()
    for one in desks:
        put(one, task).expect(200)
    ben = editor(desk, desks[-1])
    # He sees it only by the last of its projects; the process has seen it before, so all is read at once.
    for person in (desk.ann, ben):
        person.patch(desk.url(task), {"title": f"{person.email}"}).expect(200)
        assert meter.snapshot().calls == 2
        person.get(desk.url(task)).expect(200)
        assert meter.snapshot().calls == 1
    for memory in (guesses._projects, guesses._others, guesses._recent):
        memory.clear()
    ben.patch(desk.url(task), {"title": "Cold"}).expect(200)
    assert meter.snapshot().calls == 3
    assert {other.column("To do")[0] for other in desks} == {"Cold"}


def test_everything_about_a_task_in_twenty_projects_changes_in_one_transaction(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    task = desk.task("Everywhere")
    desks = []
    for number in range(19):
        desks.append(a_desk(desk.team, name=f"P{number}", key=f"P{number}X"))
        put(desks[-1], task).expect(200)
    desk.change(task, title="Renamed", due_at="2030-01-01T00:00:00Z", priority="high", status="done", milestone=True)
    assert {one.column("To do")[0] for one in desks} == {"Renamed"}
    desk.service.deliver()
    desk.ann.delete(desk.url(task)).expect(204)
    desk.ann.post(desk.url(task, "/restore")).expect(200)
    desk.service.deliver(times=2)
    assert {one.board()[0]["count"] for one in desks} == {1}
