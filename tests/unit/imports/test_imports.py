"""Bringing files in: announced, sent, planned, applied, and brought in again."""

import json
from typing import Any

import pytest

from tests.service import Person, Service, Team

from .test_sources import BOARD

Document = dict[str, Any]


def announced(
    person: Person, team: Team, project: Document, content: bytes, source: str = "csv", **more: Any
) -> Document:
    """An import whose file was sent."""
    body = {"project_id": project["id"], "source": source, "file_name": "it", "size": len(content), **more}
    made: Document = person.post(f"{team.w}/imports", body).expect(201)
    assert person.service.objects.put(made["upload"]["url"], content, made["upload"]["headers"]) == 200
    return made


def run(person: Person, team: Team, made: Document, mode: str) -> Document:
    """The job that plans or applies an import, when it is finished."""
    job = person.post(f"{team.w}/imports/{made['id']}/{mode}").expect(202)
    person.service.deliver()
    finished: Document = person.get(f"{team.w}/jobs/{job['id']}").expect(200)
    return finished


def brought_in(person: Person, team: Team, project: Document, text: str, source: str = "csv", **more: Any) -> Document:
    made = announced(person, team, project, text.encode(), source, **more)
    return run(person, team, made, "apply")


def tasks_of(team: Team, project: Document) -> list[Document]:
    """The tasks of a project in the order of its board."""
    rows: list[Document] = []
    for column in team.owner.get(f"{team.w}/projects/{project['id']}/board").expect(200)["columns"]:
        rows += column["tasks"]
    return rows


CSV = (
    "ID,Name,Section,Status,Due Date,Assignee,Priority\n"
    "1,Write,Backlog,,2026-03-01,ben@x.org,High\n2,Read,Backlog,,,Ann,\n3,Ship,Ready,Done,,Nobody,P0\n"
)


def test_a_plan_says_what_would_happen_and_writes_nothing(service: Service, team: Team) -> None:
    project = team.project()
    made = announced(team.owner, team, project, (CSV + "4,,,,,,\n2,Again,,,,,\n5,Odd,,,someday,,\n").encode())
    job = run(team.owner, team, made, "plan")
    assert (job["state"], job["counts"]) == ("partial", {"refused": 2, "created": 4})
    planned = team.owner.get(f"{team.w}/imports/{made['id']}").expect(200)
    assert planned["state"] == "planned" and planned["counts"] == {"created": 4, "refused": 2}
    found = planned["found"]
    assert found["sections"] == ["Backlog", "Ready"] and found["statuses"] == ["Done"]
    assert found["people"] == {"Ann": team.owner.id} and found["strangers"] == ["ben@x.org", "Nobody"]
    assert found["columns"][:3] == ["ID", "Name", "Section"]
    assert [(one["line"], one["column"], one["fatal"]) for one in found["mistakes"]] == [
        (5, "Name", True),
        (6, "id", True),
        (7, "Due Date", False),
    ]
    assert tasks_of(team, project) == []


def test_what_is_applied_is_on_the_board_in_the_order_of_the_file(service: Service, team: Team) -> None:
    project, ben = team.project(), team.join("Ben")
    job = brought_in(team.owner, team, project, CSV, people={"BEN@x.org": ben.id})
    assert job["state"] == "succeeded" and job["counts"] == {"sections": 2, "created": 3}
    write, read, ship = tasks_of(team, project)
    assert [task["title"] for task in (write, read, ship)] == ["Write", "Read", "Ship"]
    assert write["assignee_ids"] == [ben.id] and write["priority"] == "high" and write["all_day"]
    assert write["due_at"] == "2026-03-01T00:00:00.000Z"
    assert read["assignee_ids"] == [team.owner.id]
    assert ship["status"] == "done" and ship["completed_at"] and ship["priority"] == "urgent"
    sections = team.owner.get(f"{team.w}/projects/{project['id']}/sections").expect(200)["data"]
    assert {"Backlog", "Ready"} <= {section["name"] for section in sections}
    inbox = ben.get(f"{team.w}/notifications").expect(200)["data"]
    assert inbox == []


def test_an_import_is_undone_as_a_whole(service: Service, team: Team) -> None:
    project = team.project()
    job = brought_in(team.owner, team, project, CSV)
    undone = team.owner.post(f"{team.w}/change-sets/{job['change_set_id']}/undo").expect(200)
    assert (undone["undone"], undone["skipped"]) == (5, 0)
    assert tasks_of(team, project) == []


def test_a_job_says_which_import_it_works_for(service: Service, team: Team) -> None:
    project = team.project()
    made = announced(team.owner, team, project, CSV.encode())
    expected = {"import_id": made["id"], "project_id": project["id"], "mode": "plan"}
    assert run(team.owner, team, made, "plan")["result"] == expected


def test_a_field_that_is_given_no_column_has_none(service: Service, team: Team) -> None:
    project = team.project()
    brought_in(team.owner, team, project, CSV, columns={"title": "Name", "section": "", "priority": ""})
    assert {task["priority"] for task in tasks_of(team, project)} == {"none"}


def test_the_same_file_again_makes_nothing_twice(service: Service, team: Team) -> None:
    project = team.project()
    brought_in(team.owner, team, project, CSV)
    before = tasks_of(team, project)
    job = brought_in(team.owner, team, project, CSV)
    assert job["counts"] == {"skipped": 3} and tasks_of(team, project) == before
    changed = CSV.replace("1,Write", "1,Rewrite")
    job = brought_in(team.owner, team, project, changed, on_match="update")
    assert job["counts"] == {"updated": 1, "unchanged": 2}
    assert [task["title"] for task in tasks_of(team, project)] == ["Rewrite", "Read", "Ship"]
    job = brought_in(team.owner, team, project, CSV + "9,New,,,,,\n", on_match="fail")
    assert job["state"] == "partial" and job["counts"] == {"created": 1} and job["error_count"] == 3


def test_a_task_that_was_deleted_is_brought_in_anew(service: Service, team: Team) -> None:
    project = team.project()
    brought_in(team.owner, team, project, CSV)
    [task, *_] = tasks_of(team, project)
    team.owner.delete(f"{team.w}/tasks/{task['id']}").expect(204)
    assert brought_in(team.owner, team, project, CSV)["counts"] == {"created": 1, "skipped": 2}


def test_a_board_of_trello_comes_with_its_lists_and_comments(service: Service, team: Team) -> None:
    project = team.project()
    job = brought_in(team.owner, team, project, json.dumps(BOARD), "trello")
    assert job["state"] == "succeeded"
    assert job["counts"] == {"tags": 2, "created": 4, "related": 2, "comments": 2}
    first = next(task for task in tasks_of(team, project) if task["title"] == "First")
    comments = team.owner.get(f"{team.w}/tasks/{first['id']}/comments").expect(200)["data"]
    assert [comment["body_md"] for comment in comments] == [
        "*Ben wrote on 2026-01-04:*\n\nearlier",
        "*Ann Lee wrote on 2026-01-05:*\n\nlater",
    ]
    tags = {tag["id"]: tag["name"] for tag in team.owner.get(f"{team.w}/tags").expect(200)["data"]}
    assert sorted(tags[one] for one in first["tag_ids"]) == ["Big", "red"]
    below = team.owner.get(f"{team.w}/tasks/{first['id']}/subtasks").expect(200)["data"]
    assert [(task["title"], task["status_category"]) for task in below] == [
        ("first", "completed"),
        ("then", "unstarted"),
    ]
    again = brought_in(team.owner, team, project, json.dumps(BOARD), "trello")
    assert again["counts"] == {"skipped": 4}


def test_issues_find_their_parents_by_either_name_and_say_when_there_is_none(service: Service, team: Team) -> None:
    project = team.project()
    text = "Summary,Issue key,Issue id,Parent\nPart,AB-2,102,AB-1\nWhole,AB-1,101,\nLost,AB-3,103,AB-9\n"
    job = brought_in(team.owner, team, project, text, "jira")
    assert job["state"] == "partial" and job["counts"] == {"created": 3, "related": 1}
    [error] = team.owner.get(f"{team.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert error["item"] == "103" and "AB-9" in error["detail"]
    tasks = {task["title"]: task for task in tasks_of(team, project)}
    assert tasks["Part"]["parent_id"] == tasks["Whole"]["id"] and tasks["Lost"]["parent_id"] is None


def test_rows_that_are_parts_of_each_other_are_refused_and_nothing_is_lost(service: Service, team: Team) -> None:
    project = team.project()
    job = brought_in(team.owner, team, project, "ID,Name,Parent\n1,One,2\n2,Two,1\n3,Own,3\n")
    assert job["counts"] == {"created": 3, "related": 1} and job["error_count"] == 2


def test_rows_wait_for_each_other_as_their_file_says(service: Service, team: Team) -> None:
    project = team.project()
    text = "ID,Name,Blocked by,Blocks\n1,Dig,,2\n2,Pour,1; 3,\n3,Buy,,\n4,Lost,9,\n5,Round,6,\n6,About,5,\n"
    job = brought_in(team.owner, team, project, text)
    assert job["state"] == "partial" and job["counts"] == {"created": 6, "dependencies": 3}
    errors = team.owner.get(f"{team.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert [(error["item"], error["code"]) for error in errors] == [("4", "not_found"), ("6", "dependency_cycle")]
    tasks = {task["title"]: task for task in tasks_of(team, project)}
    waits = [one["id"] for one in tasks["Pour"]["dependencies"]["blocked_by"]]
    assert waits == [tasks["Dig"]["id"], tasks["Buy"]["id"]] and tasks["Pour"]["blocked"]
    assert brought_in(team.owner, team, project, text)["counts"] == {"skipped": 6}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("jira", "Summary,Issue key,Inward issue link (Blocks),Outward issue link (Blocks)\nA,X-1,,X-2\nB,X-2,X-1,\n"),
        ("asana", 'Task ID,Name,Blocked By (Dependencies)\n1,"A, or so",\n2,B,"A, or so"\n'),
        (
            "asana",
            json.dumps(
                {"data": [{"gid": "1", "name": "A"}, {"gid": "2", "name": "B", "dependencies": [{"gid": "1"}]}]}
            ),
        ),
    ],
    ids=["jira", "asana's table", "asana"],
)
def test_other_tools_say_what_waits_for_what_each_in_their_way(team: Team, source: str, text: str) -> None:
    project = team.project()
    job = brought_in(team.owner, team, project, text, source)
    assert job["state"] == "succeeded" and job["counts"] == {"created": 2, "dependencies": 1}
    first, second = tasks_of(team, project)
    assert [one["id"] for one in second["dependencies"]["blocked_by"]] == [first["id"]]


def test_columns_become_custom_fields(service: Service, team: Team) -> None:
    project = team.project()
    options = [{"name": "Small"}, {"name": "Large"}]
    size = team.owner.post(f"{team.w}/custom-fields", {"name": "Size", "type": "single_select", "options": options})
    cost = team.owner.post(f"{team.w}/custom-fields", {"name": "Cost", "type": "number"}).expect(201)
    for field in (size.expect(201), cost):
        team.owner.put(f"{team.w}/projects/{project['id']}/custom-fields/{field['id']}", {}).expect(200)
    fields = {"T-shirt": size.json["id"], "Cost": cost["id"]}
    text = "ID,Name,T-shirt,Cost\n1,A,large,12.5\n2,B,Huge,1\n3,C,,\n"
    job = brought_in(team.owner, team, project, text, fields=fields)
    assert job["state"] == "partial" and job["counts"] == {"created": 2}
    [error] = team.owner.get(f"{team.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert error["item"] == "2" and "no choice of Size" in error["detail"]
    one, other = tasks_of(team, project)
    assert one["custom_fields"] == {size.json["id"]: size.json["options"][1]["id"], cost["id"]: 12.5}
    assert other["custom_fields"] == {}


def test_many_rows_take_many_steps_and_each_is_made_once(service: Service, team: Team) -> None:
    project = team.project()
    text = "ID,Name\n" + "".join(f"{number},Task {number}\n" for number in range(250))
    made = announced(team.owner, team, project, text.encode())
    job = team.owner.post(f"{team.w}/imports/{made['id']}/apply").expect(202)
    service.deliver(times=2)
    job = team.owner.get(f"{team.w}/jobs/{job['id']}").expect(200)
    assert job["counts"] == {"created": 250} and job["progress"] == {"done": 250, "total": 250}
    titles: list[str] = []
    cursor = ""
    while True:
        query = f"filter[project_id]={project['id']}&sort=created_at&limit=100{cursor}"
        page = team.owner.get(f"{team.w}/tasks?{query}").expect(200)
        titles += [task["title"] for task in page["data"]]
        if page["page"]["next_cursor"] is None:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert titles == [f"Task {number}" for number in range(250)]


@pytest.mark.parametrize(
    ("content", "source", "said"),
    [
        (b"\x00\x01\x02", "csv", "title"),
        (b"[1, 2]", "trello", "not JSON|not an export"),
        (b"{}", "trello", "no lists and cards"),
        (b"a,b\n1,2\n", "jira", "no column Summary"),
        (b"[" * 100_000, "asana", "title|JSON"),
    ],
    ids=["bytes", "a list", "another document", "another table", "very deep"],
)
def test_a_file_that_is_something_else_is_a_clear_failure(
    service: Service, team: Team, content: bytes, source: str, said: str
) -> None:
    project = team.project()
    job = run(team.owner, team, announced(team.owner, team, project, content, source), "apply")
    assert job["state"] == "failed" and tasks_of(team, project) == []
    assert any(word in job["failure"]["detail"] for word in said.split("|")), job["failure"]


def test_nothing_begins_before_the_file_is_there(service: Service, team: Team) -> None:
    body = {"project_id": team.project()["id"], "source": "csv", "file_name": "it", "size": 3}
    made = team.owner.post(f"{team.w}/imports", body).expect(201)
    problem = team.owner.post(f"{team.w}/imports/{made['id']}/apply")
    assert problem.status == 409 and "Send it first" in problem.json["detail"]
    address = team.owner.get(f"{team.w}/imports/{made['id']}/upload").expect(200)
    assert service.objects.put(address["url"], b"four", address["headers"]) == 403


def test_an_import_is_applied_once_and_can_be_forgotten(service: Service, team: Team) -> None:
    project = team.project()
    made = announced(team.owner, team, project, CSV.encode())
    path = f"{team.w}/imports/{made['id']}"
    changed = team.owner.patch(path, {"on_match": "update", "create_sections": False}).expect(200)
    assert changed["manner"]["on_match"] == "update" and changed["manner"]["create_sections"] is False
    run(team.owner, team, made, "apply")
    assert team.owner.get(path).expect(200)["state"] == "applied"
    assert team.owner.post(f"{path}/apply").status == 409
    assert team.owner.patch(path, {"on_match": "skip"}).status == 409
    assert [one["id"] for one in team.owner.get(f"{team.w}/imports").expect(200)["data"]] == [made["id"]]
    team.owner.delete(path).expect(204)
    assert team.owner.get(path).status == 404
    assert len(tasks_of(team, project)) == 3


def test_a_project_s_admin_may_import_into_it_and_others_may_not(service: Service, team: Team) -> None:
    ben, carl = team.join("Ben"), team.join("Carl")
    project = team.project()
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{ben.id}", {"role": "admin"}).expect(200)
    made = announced(ben, team, project, CSV.encode())
    body = {"project_id": project["id"], "source": "csv", "file_name": "it", "size": 3}
    assert carl.post(f"{team.w}/imports", body).status == 403
    assert carl.get(f"{team.w}/imports/{made['id']}").status in (403, 404)
    assert run(ben, team, made, "apply")["state"] == "succeeded"


def test_a_row_names_nobody_who_may_not_see_the_project(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    project = team.project(visibility="private")
    brought_in(team.owner, team, project, "Name,Assignee\nSecret,Ben\n")
    [task] = tasks_of(team, project)
    assert task["assignee_ids"] == [] and ben.get(f"{team.w}/tasks/{task['id']}").status == 403


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"columns": {"titel": "What"}}, "/columns"),
        ({"timezone": "Mars/Base"}, "/timezone"),
        ({"size": 100_000_001}, "/size"),
        ({"sha256": "00"}, "/sha256"),
        ({"file_name": "a\x00b"}, "/file_name"),
        ({"people": {"Ann": "ann"}}, "/people"),
        ({"source": "excel"}, "/source"),
    ],
)
def test_an_import_that_makes_no_sense_is_refused_and_pointed_at(team: Team, body: Document, pointer: str) -> None:
    whole = {"project_id": team.project()["id"], "source": "csv", "file_name": "it", "size": 3, **body}
    problem = team.owner.post(f"{team.w}/imports", whole)
    assert problem.status == 400
    assert any(fault["pointer"].startswith(pointer) for fault in problem.json["errors"]), problem.text
