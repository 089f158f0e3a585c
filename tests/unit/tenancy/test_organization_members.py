"""Members of an organization: their roles, deactivation, removal and leaving."""

import pytest

from tests.service import Person, Service, Team
from tests.unit.tenancy.steps import accept, another_workspace, code, event_names, invite, new_team, newest_link


def _roles(team: Team, person: Person, *roles: str, by: Person | None = None) -> tuple[int, str]:
    answer = (by or team.owner).patch(f"{team.o}/members/{person.id}", {"roles": list(roles)})
    return answer.status, "" if answer.status == 200 else answer.json["code"]


def test_members_are_listed_with_their_roles(team: Team) -> None:
    ben, gus = team.join("Ben"), team.join("Gus", role="guest")
    listed = {row["id"]: row for row in team.owner.get(f"{team.o}/members").expect(200)["data"]}
    assert {name: listed[who.id]["roles"] for name, who in (("ann", team.owner), ("ben", ben), ("gus", gus))} == {
        "ann": ["owner", "member"],
        "ben": ["member"],
        "gus": [],
    }
    owners = team.owner.get(f"{team.o}/members?role=owner").expect(200)["data"]
    assert [row["id"] for row in owners] == [team.owner.id]


def test_members_are_paged(team: Team) -> None:
    people = {team.owner.id, *(team.join(name).id for name in ("Ben", "Cyd", "Dan"))}
    seen, cursor = [], ""
    while True:
        page = team.owner.get(f"{team.o}/members?limit=2{cursor}").expect(200)
        seen += [row["id"] for row in page["data"]]
        if not page["page"]["has_more"]:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert sorted(seen) == sorted(people)


def test_plain_members_do_not_see_the_organizations_members(team: Team) -> None:
    ben = team.join("Ben")
    assert ben.get(f"{team.o}/members").status == 403
    assert ben.get(f"{team.o}/members/{team.owner.id}").status == 403


def test_an_owner_gives_every_role(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    for role in ("admin", "security_admin", "compliance_officer", "billing_admin", "auditor", "owner"):
        changed = team.owner.patch(f"{team.o}/members/{ben.id}", {"roles": [role]}).expect(200)
        assert changed["roles"] == [role, "member"]
        assert [row["role"] for row in ben.get("/v1/organizations").json["data"]] == [role]
    event = service.events()[-1]
    assert event["type"] == "onetick.organization.member_roles_changed.v1"
    assert event["data"]["context"] == {"from": ["auditor", "member"], "to": ["owner", "member"]}
    assert "name" not in event["data"]["resource"]
    assert "email" not in event["data"]["resource"]


def test_an_admin_gives_only_what_admins_hold(team: Team) -> None:
    ben, cyd = team.join("Ben"), team.join("Cyd")
    assert _roles(team, ben, "admin") == (200, "")
    assert _roles(team, cyd, "admin", by=ben) == (200, "")
    for role in ("owner", "security_admin", "compliance_officer", "billing_admin", "auditor"):
        assert _roles(team, cyd, role, by=ben) == (403, "forbidden"), role


def test_an_admin_cannot_touch_an_owner(team: Team) -> None:
    ben = team.join("Ben")
    assert _roles(team, ben, "admin") == (200, "")
    assert _roles(team, team.owner, "member", by=ben) == (403, "forbidden")
    assert ben.patch(f"{team.o}/members/{team.owner.id}", {"status": "deactivated"}).status == 403
    assert ben.delete(f"{team.o}/members/{team.owner.id}").status == 403


def test_nobody_gives_themselves_a_role(team: Team) -> None:
    assert _roles(team, team.owner, "owner", "compliance_officer") == (403, "forbidden")
    ben = team.join("Ben")
    _roles(team, ben, "admin")
    assert _roles(team, ben, "owner", by=ben) == (403, "forbidden")


def test_the_last_owner_stays(team: Team) -> None:
    assert _roles(team, team.owner, "admin") == (409, "conflict")
    assert code(team.owner.patch(f"{team.o}/members/{team.owner.id}", {"status": "deactivated"})) == (409, "conflict")
    assert code(team.owner.delete(f"{team.o}/members/{team.owner.id}")) == (409, "conflict")
    assert code(team.owner.post(f"{team.o}/leave")) == (409, "conflict")


def test_an_owner_steps_down_when_there_is_another(team: Team) -> None:
    ben = team.join("Ben")
    assert _roles(team, ben, "owner") == (200, "")
    assert _roles(team, team.owner, "member") == (200, "")
    assert _roles(team, ben, "member", by=ben) == (409, "conflict")
    assert team.owner.patch(team.o, {"name": "Mine"}).status == 403


def test_a_deactivated_owner_does_not_count(team: Team) -> None:
    ben = team.join("Ben")
    _roles(team, ben, "owner")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"status": "deactivated"}).expect(200)
    assert _roles(team, team.owner, "member") == (409, "conflict")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"status": "active"}).expect(200)
    assert _roles(team, team.owner, "member") == (200, "")


def test_deactivation_counts_from_the_next_request_on_and_can_be_undone(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    assert ben.get(team.w).status == 200
    team.owner.patch(f"{team.o}/members/{ben.id}", {"status": "deactivated"}).expect(200)
    for path in (team.w, f"{team.w}/members", team.o):
        assert ben.get(path).status == 403, path
    assert ben.get("/v1/workspaces").expect(200)["data"] == []
    assert [row["status"] for row in ben.get("/v1/organizations").json["data"]] == ["deactivated"]
    team.owner.patch(f"{team.o}/members/{ben.id}", {"status": "active"}).expect(200)
    assert ben.get(team.w).status == 200
    assert event_names(service)[-2:] == ["user.deactivated", "user.reactivated"]


def test_the_only_admin_of_a_workspace_is_not_deactivated_nor_removed(team: Team) -> None:
    ben = team.join("Ben")
    _roles(team, ben, "admin")
    other = ben.post(f"{team.o}/workspaces", {"name": "Bens"}).expect(201)
    for refused in (
        team.owner.patch(f"{team.o}/members/{ben.id}", {"status": "deactivated"}),
        team.owner.delete(f"{team.o}/members/{ben.id}"),
        ben.post(f"{team.o}/leave"),
    ):
        assert code(refused) == (409, "conflict")
        assert refused.json["workspace_id"] == other["id"]
    # Once the workspace is deleted, it needs no admin.
    ben.delete(f"/v1/workspaces/{other['id']}").expect(204)
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    team.owner.post(f"{team.o}/workspaces/{other['id']}/restore").expect(200)
    cyd = team.join("Cyd")
    team.owner.put(f"/v1/workspaces/{other['id']}/members/{cyd.id}", {"role": "ws_admin"}).expect(201)


def test_removal_ends_access_to_every_workspace_at_once(team: Team) -> None:
    ben = team.join("Ben")
    other = another_workspace(team)
    team.owner.put(f"{other.w}/members/{ben.id}", {"role": "member"}).expect(201)
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    # Nothing was delivered yet: it is the membership of the organization that counts.
    for path in (team.w, other.w, team.o, f"{team.w}/members"):
        assert ben.get(path).status == 403, path
    assert ben.get("/v1/workspaces").expect(200)["data"] == []
    assert ben.get("/v1/organizations").expect(200)["data"] == []
    body = {"grant_type": "refresh_token", "refresh_token": ben.refresh, "organization_id": team.organization_id}
    assert team.owner.service.call("POST", "/v1/auth/token", body).status >= 400


def test_what_a_removed_person_had_is_cleared(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    other = another_workspace(team)
    team.owner.put(f"{other.w}/members/{ben.id}", {"role": "member"}).expect(201)
    designers = new_team(team)
    team.owner.put(f"{team.w}/teams/{designers['id']}/members/{ben.id}").expect(200)
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    since = len(service.events())
    service.deliver(times=2)
    for place in (team, other):
        assert [row["id"] for row in place.owner.get(f"{place.w}/members").json["data"]] == [team.owner.id]
    assert team.owner.get(f"{team.w}/teams/{designers['id']}").json["member_count"] == 0
    assert sorted(event_names(service, since)) == [
        "organization.memberships_cleared",
        "team.member_removed",
        "workspace.member_removed",
        "workspace.member_removed",
    ]


def test_nobody_comes_back_before_their_old_rights_are_cleared(service: Service, team: Team) -> None:
    ben = team.join("Ben", role="ws_admin")
    invite(team, ben.email, "guest").expect(201)
    link = newest_link(service)
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    waiting = accept(ben, link)
    assert code(waiting) == (409, "conflict")
    assert waiting.headers["Retry-After"]
    service.deliver()
    accept(ben, link).expect(200)
    ben.at(team.organization_id)
    assert ben.get(f"{team.w}/access/me").json["workspace_role"] == "guest"


def test_a_person_in_very_many_workspaces_is_removed_at_once_and_cleared_in_steps(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    places = [another_workspace(team, f"W{number}") for number in range(45)]
    for place in places:
        team.owner.put(f"{place.w}/members/{ben.id}", {"role": "member"}).expect(201)
    assert len(ben.get("/v1/workspaces?limit=100").json["data"]) == 46
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    assert all(ben.get(place.w).status == 403 for place in places)
    since = len(service.events())
    service.deliver()
    names = event_names(service, since)
    assert names.count("workspace.member_removed") == 46
    assert names.count("organization.memberships_cleared") == 3
    assert all(team.owner.get(f"{place.w}/members/{ben.id}").status == 404 for place in places)


def test_whoever_leaves_is_gone(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    ben.post(f"{team.o}/leave").expect(204)
    assert ben.get(team.w).status == 403
    assert service.events()[-1]["data"]["context"] == {"source": "self"}


def test_a_removed_person_can_be_invited_again_and_starts_afresh(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    _roles(team, ben, "auditor")
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    service.deliver()
    invite(team, ben.email).expect(201)
    accept(ben, newest_link(service)).expect(200)
    ben.at(team.organization_id)
    assert team.owner.get(f"{team.o}/members/{ben.id}").json["roles"] == ["member"]
    assert ben.get(team.w).status == 200


def test_somebody_unknown_is_not_found(team: Team) -> None:
    nobody = f"{team.o}/members/usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"
    assert team.owner.get(nobody).status == 404
    assert team.owner.patch(nobody, {"roles": ["admin"]}).status == 404
    assert team.owner.delete(nobody).status == 404


@pytest.mark.parametrize(
    "body",
    [{"roles": ["king"]}, {"roles": ["admin", "admin"]}, {"roles": None}, {"status": "gone"}, {"email": "a@b.example"}],
)
def test_a_wrong_change_is_refused_with_a_pointer(team: Team, body: dict[str, object]) -> None:
    refused = team.owner.patch(f"{team.o}/members/{team.owner.id}", body)
    assert refused.status == 400
    assert refused.json["errors"]


def test_a_lost_update_is_impossible(team: Team) -> None:
    ben = team.join("Ben")
    seen = team.owner.get(f"{team.o}/members/{ben.id}")
    _roles(team, ben, "auditor")
    late = team.owner.patch(
        f"{team.o}/members/{ben.id}", {"roles": ["member"]}, headers={"If-Match": seen.headers["ETag"]}
    )
    assert code(late) == (412, "version_mismatch")
