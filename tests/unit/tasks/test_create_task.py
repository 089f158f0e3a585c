"""Creating tasks."""

from typing import Any

import pytest

from onetick.kernel.ids import new_id

from .desk import Desk, names

NOBODY = "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"


def test_a_task_gets_the_next_key_of_its_project(desk: Desk) -> None:
    assert [task["key"] for task in desk.tasks(3)] == ["LAU-1", "LAU-2", "LAU-3"]


def test_projects_count_their_tasks_apart(desk: Desk) -> None:
    desk.tasks(2)
    other = desk.team.project("Other", "OTH")
    assert desk.team.task(other)["key"] == "OTH-1"


def test_a_new_task_stands_at_the_end_of_the_section_of_its_status(desk: Desk) -> None:
    desk.tasks(3)
    desk.task("Doing", status="in_progress")
    assert desk.column("To do") == ["1", "2", "3"]
    assert desk.column("In progress") == ["Doing"]


def test_the_status_follows_from_the_section(desk: Desk) -> None:
    task = desk.task(section_id=desk.sections["Done"])
    assert (task["status"], task["status_category"]) == ("done", "completed")
    assert task["completed_at"] is not None


def test_a_section_without_a_status_leaves_the_first_open_one(desk: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/sections"
    section = desk.ann.post(path, {"name": "Ideas"}).expect(201)
    task = desk.task(section_id=section["id"])
    assert (task["section_id"], task["status"]) == (section["id"], "todo")


def test_a_task_can_be_put_into_a_section_made_later(desk: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/sections"
    section = desk.ann.post(path, {"name": "Ideas"}).expect(201)
    desk.ann.patch(f"{desk.team.w}/sections/{section['id']}", {"name": "Better ideas"}).expect(200)
    assert desk.task(section_id=section["id"])["section_id"] == section["id"]


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"section_id": "sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}, "/section_id"),
        ({"status": "nonsense"}, "/status"),
        ({"assignee_ids": [NOBODY]}, "/assignee_ids/0"),
        ({"start_at": "2030-01-02T00:00:00Z", "due_at": "2030-01-01T00:00:00Z"}, "/due_at"),
    ],
)
def test_what_does_not_belong_to_the_project_is_pointed_at(desk: Desk, more: dict[str, Any], pointer: str) -> None:
    body = {"project_id": desk.project["id"], "title": "No", **more}
    problem = desk.ann.post(f"{desk.team.w}/tasks", body).expect(422)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"title": "   "}, "/title"),
        ({"title": "x" * 501}, "/title"),
        ({"description": "x" * 25_001}, "/description"),
        ({"timezone": "Mars/Olympus"}, "/timezone"),
        ({"timezone": "../etc/passwd"}, "/timezone"),
        ({"priority": "very"}, "/priority"),
        ({"points": -1}, "/points"),
        ({"estimate_minutes": 1.5}, "/estimate_minutes"),
        ({"due_at": "2030-02-30T00:00:00Z"}, "/due_at"),
        ({"due_at": "2030-02-01T00:00:00"}, "/due_at"),
        ({"assignee_ids": [new_id("usr") for _ in range(21)]}, "/assignee_ids"),
        ({"parent_id": "prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}, "/parent_id"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, more: dict[str, Any], pointer: str) -> None:
    body = {"project_id": desk.project["id"], "title": "No", **more}
    before = len(desk.service.events())
    problem = desk.ann.post(f"{desk.team.w}/tasks", body).expect(400)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert len(desk.service.events()) == before


def test_a_section_and_a_status_must_agree(desk: Desk) -> None:
    body = {"project_id": desk.project["id"], "title": "No", "status": "done", "section_id": desk.sections["To do"]}
    problem = desk.ann.post(f"{desk.team.w}/tasks", body).expect(422)
    assert problem["errors"][0]["code"] == "contradiction"


def test_its_creator_and_its_assignees_watch_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task(assignee_ids=[ben.id])
    watchers = desk.ann.get(desk.url(task, "/watchers")).expect(200)["data"]
    assert sorted(watcher["name"] for watcher in watchers) == ["Ann", "Ben"]
    assert task["watcher_count"] == 2


def test_a_task_with_assignees_tells_of_both(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    events = desk.events_of(lambda: desk.task(assignee_ids=[ben.id]))
    assert names(events) == ["task.assigned", "task.created"]
    assigned = next(event for event in events if event["type"] == "onetick.task.assigned.v1")
    assert assigned["data"]["context"] == {"added": [ben.id], "removed": []}
    assert assigned["data"]["changed"] == ["assignee_ids"]


def test_the_same_assignee_twice_is_one(desk: Desk) -> None:
    assert desk.task(assignee_ids=[desk.ann.id, desk.ann.id])["assignee_ids"] == [desk.ann.id]


def test_moments_are_kept_to_the_millisecond_in_utc(desk: Desk) -> None:
    task = desk.task(due_at="2030-01-01T01:00:00.123456+01:00")
    assert task["due_at"] == "2030-01-01T00:00:00.123Z"


def test_nothing_is_created_in_an_archived_or_deleted_project(desk: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}"
    desk.ann.post(f"{path}/archive").expect(200)
    body = {"project_id": desk.project["id"], "title": "Late"}
    desk.ann.post(f"{desk.team.w}/tasks", body).expect(409)
    desk.ann.delete(path)
    desk.ann.post(f"{desk.team.w}/tasks", body).expect(410)


def test_a_viewer_creates_nothing(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    body = {"project_id": desk.project["id"], "title": "Mine"}
    ben.post(f"{desk.team.w}/tasks", body).expect(403)


def test_somebody_who_cannot_see_the_project_is_not_assigned(desk: Desk) -> None:
    ben, gus = desk.team.join("Ben"), desk.team.join("Gus", "guest")
    private = desk.team.project("Secret", "SEC", visibility="private")
    body = {"project_id": private["id"], "title": "Psst", "assignee_ids": [desk.ann.id, ben.id, gus.id]}
    problem = desk.ann.post(f"{desk.team.w}/tasks", body).expect(422)
    assert [fault["pointer"] for fault in problem["errors"]] == ["/assignee_ids/1", "/assignee_ids/2"]
    desk.ann.put(f"{desk.team.w}/projects/{private['id']}/members/{gus.id}", {"role": "viewer"}).expect(200)
    body["assignee_ids"] = [gus.id]
    desk.ann.post(f"{desk.team.w}/tasks", body).expect(201)


def test_a_repeated_request_makes_one_task(desk: Desk) -> None:
    body = {"project_id": desk.project["id"], "title": "Once"}
    first, second = (desk.ann.post(f"{desk.team.w}/tasks", body, headers={"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.json == second.json
    assert desk.column("To do") == ["Once"]
