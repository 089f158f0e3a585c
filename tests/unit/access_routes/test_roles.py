"""Roles: the built-in ones, and custom ones that nobody can use to raise themselves."""

from typing import Any

import pytest

from onetick.access.model import MAX_NAMED
from onetick.kernel.access import PERMISSIONS
from onetick.kernel.access.facts import MAX_CUSTOM_ROLES
from tests.service import Answer, Person, Service, Team
from tests.unit.tenancy.steps import code, event_names


def _new(team: Team, name: str = "Librarian", **body: Any) -> dict[str, Any]:
    made: dict[str, Any] = team.owner.post(f"{team.w}/roles", {"name": name, **body}).expect(201)
    return made


def _assign(team: Team, role: dict[str, Any], person: Person, *, by: Person | None = None) -> Answer:
    return (by or team.owner).put(f"{team.w}/roles/{role['id']}/members/{person.id}")


def _seen(role: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": f'"v{role["version"]}"'}


def test_built_in_and_custom_roles_are_listed_together(team: Team) -> None:
    made = _new(team, permissions=["tag:manage"])
    rows = {row["id"]: row for row in team.owner.get(f"{team.w}/roles?limit=100").expect(200)["data"]}
    assert rows[made["id"]] == made
    assert rows["ws_member"]["built_in"]
    assert rows["ws_member"]["version"] is None
    assert "project:create" in rows["ws_member"]["permissions"]
    assert rows["project_editor"]["limits"]["task:delete"] == "on what is their own"
    assert "task:edit" not in rows["project_editor"]["limits"]
    assert {row["scope"] for row in rows.values()} == {"organization", "workspace", "project"}


def test_roles_are_listed_in_pages(team: Team) -> None:
    made = {_new(team, f"R{number}")["id"] for number in range(4)}
    seen: list[str] = []
    cursor = ""
    while True:
        page = team.owner.get(f"{team.w}/roles?limit=5{cursor}").expect(200)
        seen += [row["id"] for row in page["data"]]
        if not page["page"]["has_more"]:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert len(seen) == len(set(seen)) == 18
    assert made < set(seen)


def test_a_role_is_read_by_its_id(team: Team) -> None:
    made = _new(team)
    answer = team.owner.get(f"{team.w}/roles/{made['id']}")
    assert answer.expect(200) == made
    assert answer.headers["ETag"] == '"v1"'
    assert team.owner.get(f"{team.w}/roles/ws_admin").expect(200)["built_in"]
    assert code(team.owner.get(f"{team.w}/roles/king")) == (404, "not_found")


def test_plain_members_neither_see_nor_change_roles(team: Team) -> None:
    ben, made = team.join("Ben"), _new(team)
    path = f"{team.w}/roles/{made['id']}"
    assert ben.get(f"{team.w}/roles").status == 403
    assert ben.get(path).status == 403
    assert ben.post(f"{team.w}/roles", {"name": "Mine"}).status == 403
    assert ben.patch(path, {"name": "Mine"}, headers=_seen(made)).status == 403
    assert ben.delete(path, headers=_seen(made)).status == 403
    assert _assign(team, made, ben, by=ben).status == 403


def test_a_role_gives_its_holders_what_it_permits_from_the_next_request_on(service: Service, team: Team) -> None:
    ben, made = team.join("Ben"), _new(team, permissions=["member:invite"])
    body = {"email": "x@example.com", "role": "guest"}
    assert ben.post(f"{team.w}/invitations", body).status == 403
    assert _assign(team, made, ben).expect(200)["custom_roles"] == [made["id"]]
    assert ben.post(f"{team.w}/invitations", body).status == 201
    team.owner.delete(f"{team.w}/roles/{made['id']}/members/{ben.id}").expect(204)
    assert ben.post(f"{team.w}/invitations", {**body, "email": "y@example.com"}).status == 403
    assert [name for name in event_names(service) if name.startswith("role.")] == [
        "role.created",
        "role.assigned",
        "role.removed",
    ]
    assert service.events()[-1]["data"]["context"] == {"role_id": made["id"]}


def test_a_role_denies_whatever_else_is_held(team: Team) -> None:
    ben, made = team.join("Ben"), _new(team, denies=["project:create"])
    body = {"name": "Launch", "key": "LAU"}
    _assign(team, made, ben).expect(200)
    refused = ben.post(f"{team.w}/projects", body)
    assert code(refused) == (403, "policy_denied")
    team.owner.patch(f"{team.w}/roles/{made['id']}", {"denies": []}, headers=_seen(made)).expect(200)
    assert ben.post(f"{team.w}/projects", body).status == 201


def test_a_changed_role_counts_at_once(service: Service, team: Team) -> None:
    ben, made = team.join("Ben"), _new(team)
    _assign(team, made, ben).expect(200)
    path = f"{team.w}/roles/{made['id']}"
    changed = team.owner.patch(path, {"permissions": ["workspace:manage"]}, headers=_seen(made)).expect(200)
    assert ben.patch(team.w, {"name": "Bens"}).status == 200
    assert (changed["version"], changed["name"]) == (2, "Librarian")
    event = next(event for event in service.events() if event["type"] == "onetick.role.updated.v1")
    assert event["data"]["changed"] == ["permissions"]


def test_a_deleted_role_counts_no_more_and_a_restored_one_again(service: Service, team: Team) -> None:
    ben, made = team.join("Ben"), _new(team, permissions=["workspace:manage"])
    _assign(team, made, ben).expect(200)
    path = f"{team.w}/roles/{made['id']}"
    team.owner.delete(path, headers=_seen(made)).expect(204)
    assert ben.patch(team.w, {"name": "Bens"}).status == 403
    assert code(team.owner.get(path)) == (410, "gone")
    assert made["id"] not in str(team.owner.get(f"{team.w}/roles?limit=100").json)
    assert [row["id"] for row in team.owner.get(f"{team.w}/roles?trashed=true").json["data"]] == [made["id"]]
    team.owner.post(f"{path}/restore").expect(200)
    assert ben.patch(team.w, {"name": "Bens"}).status == 200
    assert code(team.owner.post(f"{path}/restore")) == (409, "conflict")
    assert event_names(service).count("role.restored") == 1


def test_changing_or_deleting_a_role_needs_the_version_that_was_seen(team: Team) -> None:
    made = _new(team)
    path = f"{team.w}/roles/{made['id']}"
    assert code(team.owner.patch(path, {"name": "B"})) == (428, "precondition_required")
    assert code(team.owner.delete(path)) == (428, "precondition_required")
    team.owner.patch(path, {"name": "B"}, headers=_seen(made)).expect(200)
    assert code(team.owner.patch(path, {"name": "C"}, headers=_seen(made))) == (412, "version_mismatch")
    assert code(team.owner.delete(path, headers=_seen(made))) == (412, "version_mismatch")


def _an_admin_of_the_organization(team: Team) -> Person:
    """Somebody who may change roles, but is a plain member of the workspace."""
    ben = team.join("Ben")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"roles": ["admin"]}).expect(200)
    return ben


def test_nobody_creates_a_role_with_more_than_they_hold(team: Team) -> None:
    ben = _an_admin_of_the_organization(team)
    refused = ben.post(f"{team.w}/roles", {"name": "Mighty", "permissions": ["task:delete", "workspace:manage"]})
    assert code(refused) == (403, "forbidden")
    assert refused.json["permissions"] == ["task:delete"]
    assert ben.post(f"{team.w}/roles", {"name": "Fine", "permissions": ["workspace:manage"]}).status == 201


def test_nobody_changes_restores_or_gives_a_role_with_more_than_they_hold(team: Team) -> None:
    ben, mighty, plain = _an_admin_of_the_organization(team), _new(team, permissions=["task:delete"]), _new(team)
    assert _assign(team, mighty, ben, by=ben).status == 403
    path = f"{team.w}/roles/{plain['id']}"
    assert ben.patch(path, {"permissions": ["task:delete"]}, headers=_seen(plain)).status == 403
    assert ben.patch(path, {"name": "Renamed"}, headers=_seen(plain)).status == 200
    gone = f"{team.w}/roles/{mighty['id']}"
    # Taking away is no raise.
    assert ben.delete(gone, headers=_seen(mighty)).status == 204
    assert ben.post(f"{gone}/restore").status == 403


def test_nobody_frees_anybody_from_a_denial_of_what_they_do_not_hold(team: Team) -> None:
    ben = _an_admin_of_the_organization(team)
    made = _new(team, denies=["workspace:manage"])
    _assign(team, made, ben).expect(200)
    path = f"{team.w}/roles/{made['id']}"
    assert ben.patch(team.w, {"name": "Bens"}).status == 403
    assert ben.patch(path, {"denies": []}, headers=_seen(made)).status == 403
    assert ben.delete(path, headers=_seen(made)).status == 403
    assert ben.delete(f"{path}/members/{ben.id}").status == 403
    assert team.owner.delete(f"{path}/members/{ben.id}").status == 204


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "x", "permissions": ["task:fly"]},
        {"name": "x", "permissions": ["member:manage"]},
        {"name": "x", "permissions": ["role:manage"]},
        {"name": "x", "permissions": ["org:manage"]},
        {"name": "x", "permissions": ["task:edit", "task:edit"]},
        {"name": "x", "permissions": "task:edit"},
        {"name": "x", "denies": [1]},
        {"name": "x\ny"},
        {"name": "x", "id": "rol_1"},
    ],
)
def test_a_wrong_role_is_refused_with_a_pointer(team: Team, body: dict[str, object]) -> None:
    refused = team.owner.post(f"{team.w}/roles", body)
    assert refused.status == 400
    assert refused.json["errors"]


def test_an_unknown_permission_is_answered_with_the_nearest(team: Team) -> None:
    refused = team.owner.post(f"{team.w}/roles", {"name": "x", "permissions": ["task:edt"]})
    assert "task:edit" in refused.json["errors"][0]["message"]


def test_the_number_of_custom_roles_is_bounded(team: Team) -> None:
    for number in range(MAX_CUSTOM_ROLES):
        made = _new(team, f"R{number}")
    assert code(team.owner.post(f"{team.w}/roles", {"name": "More"})) == (422, "quota_exceeded")
    team.owner.delete(f"{team.w}/roles/{made['id']}", headers=_seen(made)).expect(204)
    _new(team, "Fits")
    assert code(team.owner.post(f"{team.w}/roles/{made['id']}/restore")) == (422, "quota_exceeded")


def test_what_all_roles_name_together_is_bounded(team: Team) -> None:
    everything = sorted(PERMISSIONS)
    for number in range(MAX_NAMED // len(everything)):
        _new(team, f"R{number}", denies=everything)
    assert code(team.owner.post(f"{team.w}/roles", {"name": "More", "denies": everything})) == (422, "quota_exceeded")
    made = _new(team, "Fits")
    path = f"{team.w}/roles/{made['id']}"
    assert code(team.owner.patch(path, {"denies": everything}, headers=_seen(made))) == (422, "quota_exceeded")


def test_what_is_deleted_takes_no_place_among_a_members_roles(team: Team) -> None:
    ben = team.join("Ben")
    for _ in range(MAX_CUSTOM_ROLES + 1):
        made = _new(team)
        _assign(team, made, ben).expect(200)
        team.owner.delete(f"{team.w}/roles/{made['id']}", headers=_seen(made)).expect(204)
    assert len(team.owner.get(f"{team.w}/members/{ben.id}").json["custom_roles"]) == 1


def test_only_members_get_roles(service: Service, team: Team) -> None:
    made = _new(team)
    assert _assign(team, made, service.person("Sam")).status == 404
    assert team.owner.delete(f"{team.w}/roles/{made['id']}/members/{team.owner.id}").status == 404
    assert code(team.owner.put(f"{team.w}/roles/ws_admin/members/{team.owner.id}")) == (404, "not_found")
