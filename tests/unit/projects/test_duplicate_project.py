"""Projects made after others: at once what they are, and soon what is in them."""

from typing import Any

import pytest

from onetick.projects import copying, duplicate_project
from onetick.tasks import copy_project
from tests.service import Person, Service, Team

COPY = {"name": "Copy", "key": "COP"}
Document = dict[str, Any]


def duplicated(person: Person, team: Team, source: Document, **options: Any) -> Document:
    """The copy that somebody makes of a project, when it is ready."""
    job = person.post(f"{team.w}/projects/{source['id']}/duplicate", {**COPY, **options}).expect(202)
    person.service.deliver()
    job = person.get(f"{team.w}/jobs/{job['id']}").expect(200)
    assert job["state"] == "succeeded", job
    copy: Document = person.get(f"{team.w}/projects/{job['result']['project_id']}").expect(200)
    return {**copy, "job": job}


def rows(person: Person, path: str) -> list[Document]:
    found: list[Document] = person.get(path).expect(200)["data"]
    return found


def roles(person: Person, team: Team, project: Document) -> dict[str, str]:
    return {row["name"]: row["role"] for row in rows(person, f"{team.w}/projects/{project['id']}/members")}


def tasks_of(person: Person, team: Team, project: Document) -> list[Document]:
    return rows(person, f"{team.w}/tasks?filter[project_id]={project['id']}&limit=100")


def sections_of(person: Person, team: Team, project: Document) -> list[Document]:
    return rows(person, f"{team.w}/projects/{project['id']}/sections")


def give(team: Team, project: Document, person_id: str, role: str) -> None:
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{person_id}", {"role": role}).expect(200)


def test_a_copy_has_the_settings_workflow_sections_and_members(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    source = team.project(visibility="private", color="#2f80ed", description="All of it.")
    p = f"{team.w}/projects/{source['id']}"
    group = team.owner.post(f"{team.w}/teams", {"name": "Design"}).expect(201)
    give(team, source, ben.id, "admin")
    give(team, source, group["id"], "viewer")
    statuses = [
        {"id": "todo", "name": "To do", "category": "unstarted"},
        {"id": "review", "name": "Review", "category": "started"},
        {"id": "done", "name": "Done", "category": "completed"},
    ]
    workflow = {"statuses": [*statuses, {"id": "in_progress", "name": "Doing", "category": "started"}]}
    workflow["transitions"] = {"todo": ["done"]}  # type: ignore[assignment]
    team.owner.put(f"{p}/workflow", workflow, headers={"If-Match": '"v1"'}).expect(200)
    section = {"name": "Review", "status_id": "review", "wip_limit": 2}
    team.owner.post(f"{p}/sections", section).expect(201)
    team.owner.post(f"{p}/archive").expect(200)

    copy = duplicated(ben, team, source)
    for name in ("visibility", "member_access", "color", "description"):
        assert copy[name] == source[name]
    assert (copy["name"], copy["key"], copy["created_by"], copy["archived_at"]) == ("Copy", "COP", ben.id, None)
    made = ben.get(f"{team.w}/projects/{copy['id']}/workflow").expect(200)
    assert [status["id"] for status in made["statuses"]] == ["todo", "review", "done", "in_progress"]
    assert made["transitions"] == {"todo": ["done"]}
    sections = sections_of(ben, team, copy)
    assert [each["name"] for each in sections] == ["To do", "In progress", "Done", "Review"]
    assert (sections[3]["status_id"], sections[3]["wip_limit"]) == ("review", 2)
    assert {each["id"] for each in sections_of(ben, team, source)}.isdisjoint(each["id"] for each in sections)
    assert roles(ben, team, copy) == {"Ann": "admin", "Ben": "admin", "Design": "viewer"}
    team.owner.patch(f"{team.w}/projects/{copy['id']}", {"name": "Ours"}).expect(200)
    [created] = [
        event
        for event in service.events()
        if event["type"] == "onetick.project.created.v1" and event["data"]["context"]["copied_from"]
    ]
    assert created["data"]["context"]["copied_from"] == source["id"]


def test_the_tasks_come_along_in_their_order_and_places(service: Service, team: Team) -> None:
    ben, source = team.join("Ben"), team.project()
    give(team, source, ben.id, "editor")
    texts = {"description": "For the **blog**.", "priority": "high", "due_at": "2031-01-31T17:00:00Z", "points": 3}
    first = team.task(source, "First", assignee_ids=[ben.id], **texts)
    done = team.task(source, "Second", status="done")
    third = team.task(source, "Third")
    gone = team.task(source, "Gone")
    team.owner.delete(f"{team.w}/tasks/{gone['id']}").expect(204)
    team.owner.post(f"{team.w}/tasks/{third['id']}/move", {"before_id": first["id"]}).expect(200)
    service.deliver()
    told = len(rows(ben, f"{team.w}/notifications"))

    copy = duplicated(team.owner, team, source)
    tasks = tasks_of(team.owner, team, copy)
    assert [task["title"] for task in tasks] == ["Third", "First", "Second"]
    assert sorted(task["key"] for task in tasks) == ["COP-1", "COP-2", "COP-3"]
    by_title = {task["title"]: team.owner.get(f"{team.w}/tasks/{task['id']}").expect(200) for task in tasks}
    for name in ("description", "priority", "due_at", "points", "status"):
        assert by_title["First"][name] == first[name]
    assert by_title["First"]["assignee_ids"] == [ben.id]
    assert (by_title["Second"]["status"], by_title["Second"]["completed_at"] is None) == (done["status"], False)
    assert by_title["First"]["watcher_count"] == 1
    names = {section["id"]: section["name"] for section in sections_of(team.owner, team, copy)}
    assert [names[task["section_id"]] for task in tasks] == ["To do", "To do", "Done"]
    assert len(rows(ben, f"{team.w}/notifications")) == told
    by_age = rows(team.owner, f"{team.w}/tasks?filter[project_id]={copy['id']}&sort=created_at")
    assert [task["title"] for task in by_age] == ["First", "Second", "Third"]
    board = team.owner.get(f"{team.w}/projects/{copy['id']}/board").expect(200)
    assert [column["count"] for column in board["columns"]] == [2, 0, 1]
    assert [task["title"] for task in tasks_of(team.owner, team, source)] == ["Third", "First", "Second"]


def test_the_custom_fields_come_along_with_their_values(service: Service, team: Team) -> None:
    source = team.project()
    p, fields = f"{team.w}/projects/{source['id']}", f"{team.w}/custom-fields"
    shared = team.owner.post(fields, {"name": "Effort", "type": "number"}).expect(201)
    team.owner.put(f"{p}/custom-fields/{shared['id']}", {"required": True}).expect(200)
    options = [{"name": "Web"}, {"name": "Print"}]
    own = {"name": "Channel", "type": "single_select", "options": options, "project_id": source["id"]}
    own = team.owner.post(fields, own).expect(201)
    values = {shared["id"]: 3, own["id"]: own["options"][1]["id"]}
    team.task(source, "Valued", custom_fields=values)
    copy = duplicated(team.owner, team, source)
    attached = rows(team.owner, f"{team.w}/projects/{copy['id']}/custom-fields")
    assert [(one["field"]["name"], one["required"]) for one in attached] == [("Effort", True), ("Channel", False)]
    made = attached[1]["field"]
    assert made["id"] != own["id"] and made["project_id"] == copy["id"]
    [task] = tasks_of(team.owner, team, copy)
    assert task["custom_fields"] == {shared["id"]: 3, made["id"]: own["options"][1]["id"]}
    team.owner.patch(f"{team.w}/tasks/{task['id']}", {"custom_fields": {made["id"]: None}}).expect(200)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"tasks": False}, {}),
        ({"completed": False}, {"Open": 1}),
        ({"assignees": False}, {"Open": 0, "Closed": 0}),
        ({"members": False}, {"Open": 1, "Closed": 0}),
    ],
)
def test_what_is_not_asked_for_stays_behind(
    service: Service, team: Team, options: Document, expected: dict[str, int]
) -> None:
    ben, source = team.join("Ben"), team.project()
    give(team, source, ben.id, "editor")
    team.task(source, "Open", assignee_ids=[ben.id])
    team.task(source, "Closed", status="done")
    copy = duplicated(team.owner, team, source, **options)
    tasks = tasks_of(team.owner, team, copy)
    assert {task["title"]: len(task["assignee_ids"]) for task in tasks} == expected
    if options == {"members": False}:
        assert roles(team.owner, team, copy) == {"Ann": "admin"}


def test_people_who_do_not_see_the_copy_are_not_assigned_there(service: Service, team: Team) -> None:
    ben, source = team.join("Ben"), team.project(visibility="private")
    give(team, source, ben.id, "editor")
    team.task(source, "His", assignee_ids=[ben.id])
    copy = duplicated(team.owner, team, source, members=False)
    assert [task["assignee_ids"] for task in tasks_of(team.owner, team, copy)] == [[]]


def test_nobody_copies_what_they_do_not_see_or_without_the_right_to_create(service: Service, team: Team) -> None:
    secret = team.project(visibility="private")
    path = f"{team.w}/projects/{secret['id']}/duplicate"
    team.join("Ben").post(path, COPY).expect(403)
    guest = team.join("Gus", "guest")
    give(team, secret, guest.id, "viewer")
    guest.post(path, COPY).expect(403)


def test_whoever_no_longer_sees_the_project_copies_no_more_of_it(service: Service, team: Team) -> None:
    ben, source = team.join("Ben"), team.project(visibility="private")
    give(team, source, ben.id, "editor")
    team.task(source, "Secret")
    job = ben.post(f"{team.w}/projects/{source['id']}/duplicate", COPY).expect(202)
    team.owner.delete(f"{team.w}/projects/{source['id']}/members/{ben.id}").expect(204)
    service.deliver()
    ended = ben.get(f"{team.w}/jobs/{job['id']}").expect(200)
    assert (ended["state"], ended["failure"]["code"]) == ("failed", "forbidden")
    assert tasks_of(ben, team, {"id": job["result"]["project_id"]}) == []


@pytest.mark.parametrize("which", ["source", "copy"])
def test_the_job_ends_when_one_of_the_projects_is_deleted(service: Service, team: Team, which: str) -> None:
    source = team.project()
    team.task(source)
    job = team.owner.post(f"{team.w}/projects/{source['id']}/duplicate", COPY).expect(202)
    gone = source["id"] if which == "source" else job["result"]["project_id"]
    team.owner.delete(f"{team.w}/projects/{gone}").expect(204)
    service.deliver()
    ended = team.owner.get(f"{team.w}/jobs/{job['id']}").expect(200)
    assert (ended["state"], ended["failure"]["code"]) == ("failed", "gone")


def test_members_who_left_the_workspace_are_not_copied(service: Service, team: Team) -> None:
    ben, source = team.join("Ben"), team.project()
    give(team, source, ben.id, "viewer")
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    copy = duplicated(team.owner, team, source)
    assert roles(team.owner, team, copy) == {"Ann": "admin"}


def test_a_key_that_is_taken_makes_no_copy(service: Service, team: Team) -> None:
    source = team.project()
    count = len(service.events())
    body = {"name": "Copy", "key": source["key"]}
    team.owner.post(f"{team.w}/projects/{source['id']}/duplicate", body).expect(409)
    assert len(service.events()) == count


def test_a_project_larger_than_any_transaction_is_copied_in_full(
    service: Service, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicate_project, "SECTIONS_AT_ONCE", 2)
    monkeypatch.setattr(copying, "MEMBERS_AT_ONCE", 3)
    source = team.project()
    for number in range(57):
        section = {"name": f"S{number}"}
        team.owner.post(f"{team.w}/projects/{source['id']}/sections", section).expect(201)
    people = [team.join(f"P{number}") for number in range(7)]
    for person in people:
        give(team, source, person.id, "viewer")
    last = sections_of(team.owner, team, source)[-1]
    for number in range(2 * copy_project.TASKS_AT_ONCE + 1):
        team.task(source, f"T{number:02}", section_id=last["id"], assignee_ids=[people[number % 7].id])
    copy = duplicated(team.owner, team, source)
    wanted = [section["name"] for section in sections_of(team.owner, team, source)]
    assert [section["name"] for section in sections_of(team.owner, team, copy)] == wanted
    assert roles(team.owner, team, copy) == roles(team.owner, team, source)
    tasks = tasks_of(team.owner, team, copy)
    assert [task["title"] for task in tasks] == [f"T{number:02}" for number in range(49)]
    assert {task["section_id"] for task in tasks} == {sections_of(team.owner, team, copy)[-1]["id"]}
    assert copy["job"]["counts"] == {"members": 7, "sections": 58, "tasks": 49}
