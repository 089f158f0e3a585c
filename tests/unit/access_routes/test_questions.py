"""Asking who may do what, and why."""

from typing import Any

import pytest

from tests.service import Person, Service, Team, a_team
from tests.unit.tenancy.steps import code, new_team


def _check(person: Person, team: Team, *checks: dict[str, Any]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = person.post(f"{team.w}/access/check", {"checks": list(checks)}).expect(200)[
        "results"
    ]
    return results


def _at(project: dict[str, Any], kind: str = "project") -> dict[str, str]:
    return {"type": kind, "id": project["id"]}


def test_everybody_may_ask_about_themselves(team: Team) -> None:
    ben, gus = team.join("Ben"), team.join("Gus", role="guest")
    asked = [{"permission": name} for name in ("project:create", "workspace:manage")]
    assert [row["allowed"] for row in _check(ben, team, *asked)] == [True, False]
    assert [row["allowed"] for row in _check(gus, team, *asked)] == [False, False]
    [first, second] = _check(ben, team, *asked)
    assert (first["reason"], first["policies"]) == ("role", ["ws-member"])
    assert second["reason"] == "no-grant"
    assert second["resource"] == {"type": "workspace", "id": team.workspace_id}
    assert second["principal_id"] == ben.id


def test_an_answer_is_what_the_route_itself_would_say(team: Team) -> None:
    ben = team.join("Ben")
    public, private = team.project(key="PUB"), team.project(key="PRI", visibility="private")
    task = team.task(public)
    for permission, body, path in (
        ("project:edit", {"name": "New"}, f"{team.w}/projects/{public['id']}"),
        ("workspace:manage", {"name": "New"}, team.w),
    ):
        for person in (ben, team.owner):
            resource = _at(public) if "projects" in path else {"type": "workspace", "id": team.workspace_id}
            [answer] = _check(person, team, {"permission": permission, "resource": resource})
            assert answer["allowed"] == (person.patch(path, body).status == 200), permission
    [seen, hidden] = _check(
        ben,
        team,
        {"permission": "task:view", "resource": _at(task, "task")},
        {"permission": "project:view", "resource": _at(private)},
    )
    assert seen["allowed"]
    assert (hidden["allowed"], hidden["reason"]) == (False, "not-found")


def test_a_task_in_several_projects_is_what_the_most_open_of_them_allows(team: Team) -> None:
    gus = team.join("Gus", role="guest")
    home, other = team.project(key="HOM", visibility="private"), team.project(key="OTH", visibility="private")
    task = team.task(home)
    team.owner.put(f"{team.w}/projects/{other['id']}/members/{gus.id}", {"role": "editor"}).expect(200)
    questions = [{"permission": name, "resource": _at(task, "task")} for name in ("task:edit", "task:delete")]
    assert [row["allowed"] for row in _check(gus, team, *questions)] == [False, False]
    team.owner.put(f"{team.w}/tasks/{task['id']}/projects/{other['id']}", {}).expect(200)
    assert [row["allowed"] for row in _check(gus, team, *questions)] == [True, False]
    asked = {**questions[0], "principal_id": gus.id}
    assert _check(team.owner, team, asked)[0]["allowed"]
    explained = team.owner.post(f"{team.w}/access/explain", asked).expect(200)
    assert explained["allowed"] and "project_editor" in str(explained["roles"])


def test_what_is_hidden_is_like_what_never_was(team: Team) -> None:
    ben, private = team.join("Ben"), team.project(visibility="private")
    missing = {"type": "project", "id": "prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}
    strange = {"type": "task", "id": "a#b"}
    rows = _check(
        ben, team, *({"permission": "task:view", "resource": resource} for resource in (_at(private), missing, strange))
    )
    assert [{**row, "resource": None} for row in rows] == [{**rows[0], "resource": None}] * 3
    for resource in (_at(private), missing, strange):
        refused = ben.post(f"{team.w}/access/explain", {"permission": "task:view", "resource": resource})
        assert code(refused) == (404, "not_found")


def test_the_place_of_another_organization_is_not_found(service: Service, team: Team) -> None:
    other = a_team(service, "Zoe", "Globex")
    task = other.task(other.project())
    for kind, name in (("task", task["id"]), ("project", task["project_id"]), ("workspace", other.workspace_id)):
        [row] = _check(team.owner, team, {"permission": "task:view", "resource": {"type": kind, "id": name}})
        assert row["reason"] == "not-found"
    assert team.owner.post(f"{other.w}/access/check", {"checks": [{"permission": "task:view"}]}).status == 404


def test_asking_about_others_takes_a_permission(team: Team) -> None:
    ben, cyd = team.join("Ben"), team.join("Cyd")
    about = {"permission": "project:create", "principal_id": cyd.id}
    assert code(ben.post(f"{team.w}/access/check", {"checks": [about]})) == (403, "forbidden")
    assert code(ben.post(f"{team.w}/access/explain", about)) == (403, "forbidden")
    assert [row["allowed"] for row in _check(team.owner, team, about)] == [True]
    stranger = {"permission": "task:view", "principal_id": "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}
    assert [row["reason"] for row in _check(team.owner, team, stranger)] == ["guard-inactive"]


def test_the_admin_of_a_project_may_ask_about_others_there(team: Team) -> None:
    ben, cyd = team.join("Ben"), team.join("Cyd")
    project = team.project(visibility="private")
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{ben.id}", {"role": "admin"}).expect(200)
    about = {"permission": "task:edit", "principal_id": cyd.id}
    assert [row["allowed"] for row in _check(ben, team, {**about, "resource": _at(project)})] == [False]
    assert ben.post(f"{team.w}/access/check", {"checks": [about]}).status == 403


def test_the_creator_of_a_task_does_not_thereby_ask_about_others(team: Team) -> None:
    ben, cyd = team.join("Ben"), team.join("Cyd")
    project = team.project(member_access="edit")
    task = ben.post(f"{team.w}/tasks", {"project_id": project["id"], "title": "Mine"}).expect(201)
    about = {"permission": "task:edit", "principal_id": cyd.id, "resource": _at(task, "task")}
    assert ben.post(f"{team.w}/access/explain", about).status == 403


def test_an_explanation_names_where_each_role_comes_from(team: Team) -> None:
    ben, designers = team.join("Ben"), new_team(team)
    project = team.project(visibility="private")
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{designers['id']}", {"role": "editor"}).expect(200)
    team.owner.put(f"{team.w}/teams/{designers['id']}/members/{ben.id}").expect(200)
    asked = {"permission": "task:edit", "resource": _at(project), "principal_id": ben.id}
    explained = team.owner.post(f"{team.w}/access/explain", asked).expect(200)
    assert explained["allowed"]
    assert {"role": "project_editor", "origin": "team", "via": designers["id"]} in explained["roles"]
    assert {"role": "org_member", "origin": "organization", "via": ""} in explained["roles"]
    assert explained["guards"] == []
    assert {row["role"] for row in explained["would_allow"]} >= {"ws_admin", "project_admin", "project_editor"}


def test_an_explanation_names_the_guard_that_forbids(team: Team) -> None:
    ben = team.join("Ben")
    role = team.owner.post(f"{team.w}/roles", {"name": "No", "denies": ["project:create"]}).expect(201)
    team.owner.put(f"{team.w}/roles/{role['id']}/members/{ben.id}").expect(200)
    explained = ben.post(f"{team.w}/access/explain", {"permission": "project:create"}).expect(200)
    assert not explained["allowed"]
    assert [guard["id"] for guard in explained["guards"]] == ["guard-custom-deny"]
    assert {"role": "No", "origin": "custom", "via": role["id"]} in explained["roles"]


def test_people_outside_the_workspace_ask_nothing_there(team: Team) -> None:
    ben = team.join("Ben")
    other = team.owner.post(f"{team.o}/workspaces", {"name": "Two"}).expect(201)
    w = f"/v1/workspaces/{other['id']}"
    assert ben.post(f"{w}/access/check", {"checks": [{"permission": "task:view"}]}).status == 403
    assert ben.post(f"{w}/access/explain", {"permission": "task:view"}).status == 403
    assert ben.get(f"{w}/access/me").status == 403


def test_somebody_reads_what_they_hold(team: Team) -> None:
    ben = team.join("Ben")
    role = team.owner.post(f"{team.w}/roles", {"name": "Host", "permissions": ["member:invite"]}).expect(201)
    team.owner.put(f"{team.w}/roles/{role['id']}/members/{ben.id}").expect(200)
    mine = ben.get(f"{team.w}/access/me").expect(200)
    assert (mine["workspace_role"], mine["organization_roles"]) == ("member", ["member"])
    assert mine["custom_roles"] == [{"id": role["id"], "name": "Host"}]
    assert {"member:invite", "project:create", "task:view"} <= set(mine["permissions"])
    assert "workspace:manage" not in mine["permissions"]


def test_somebody_reads_what_they_hold_in_a_project(team: Team) -> None:
    ben = team.join("Ben")
    public, private = team.project(key="PUB"), team.project(key="PRI", visibility="private")
    mine = ben.get(f"{team.w}/access/me?project_id={public['id']}").expect(200)
    assert mine["project_id"] == public["id"]
    assert "task:view" in mine["permissions"]
    assert "task:edit" not in mine["permissions"]
    assert ben.get(f"{team.w}/access/me?project_id={private['id']}").status == 404


def test_somebody_reads_what_they_hold_in_the_organization(team: Team) -> None:
    ben, gus = team.join("Ben"), team.join("Gus", role="guest")
    assert ben.get(f"{team.o}/access/me").expect(200)["permissions"] == ["org:view"]
    assert gus.get(f"{team.o}/access/me").expect(200)["permissions"] == []
    owner = team.owner.get(f"{team.o}/access/me").expect(200)
    assert {"org:manage", "workspace:create", "member:invite"} <= set(owner["permissions"])
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    assert ben.get(f"{team.o}/access/me").status == 404


def test_fifty_questions_are_one_request(team: Team) -> None:
    people = [team.join(name) for name in ("Ben", "Cyd")]
    checks = [{"permission": "task:view", "principal_id": people[number % 2].id} for number in range(50)]
    assert len(_check(team.owner, team, *checks)) == 50
    assert team.owner.post(f"{team.w}/access/check", {"checks": [*checks, checks[0]]}).status == 400


@pytest.mark.parametrize(
    "check",
    [
        {},
        {"permission": "task:fly"},
        {"permission": "task:view", "resource": {"type": "moon", "id": "x"}},
        {"permission": "task:view", "resource": {"type": "task"}},
        {"permission": "task:view", "principal_id": "me"},
        {"permission": "task:view", "as": "admin"},
    ],
)
def test_a_wrong_question_is_refused_with_a_pointer(team: Team, check: dict[str, object]) -> None:
    refused = team.owner.post(f"{team.w}/access/check", {"checks": [check]})
    assert refused.status == 400
    assert refused.json["errors"][0]["pointer"].startswith("/checks/0")
