"""Workspaces: creating, listing, changing, deleting and restoring them."""

from dataclasses import replace

from onetick.kernel.table import Put
from onetick.tenancy.model import MAX_WORKSPACES, OrganizationTally
from tests.service import PASSWORD, Service, Team, a_team
from tests.unit.tenancy.steps import accept, another_workspace, code, event_names, invite, newest_link


def test_the_creator_of_a_workspace_is_its_admin(team: Team) -> None:
    made = team.owner.post(f"{team.o}/workspaces", {"name": "Marketing", "description": "Campaigns"}).expect(201)
    path = f"/v1/workspaces/{made['id']}"
    assert team.owner.get(path).expect(200) == made
    assert made["organization_id"] == team.organization_id
    assert team.owner.get(f"{path}/members/{team.owner.id}").json["role"] == "ws_admin"


def test_plain_members_create_no_workspaces(team: Team) -> None:
    ben = team.join("Ben")
    assert code(ben.post(f"{team.o}/workspaces", {"name": "Mine"})) == (403, "forbidden")


def test_somebody_sees_only_the_workspaces_they_are_in(team: Team) -> None:
    ben, gus = team.join("Ben"), team.join("Gus", role="guest")
    other = another_workspace(team)
    assert [row["id"] for row in ben.get("/v1/workspaces").json["data"]] == [team.workspace_id]
    assert [row["id"] for row in gus.get("/v1/workspaces").json["data"]] == [team.workspace_id]
    assert {row["id"] for row in team.owner.get("/v1/workspaces").json["data"]} == {
        team.workspace_id,
        other.workspace_id,
    }
    assert ben.get(other.w).status == 403


def test_an_organizations_owner_sees_workspaces_of_others_but_not_what_is_in_them(team: Team) -> None:
    ben = team.join("Ben")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"roles": ["admin"]}).expect(200)
    made = ben.post(f"{team.o}/workspaces", {"name": "Bens"}).expect(201)
    path = f"/v1/workspaces/{made['id']}"
    assert made["id"] in {row["id"] for row in team.owner.get("/v1/workspaces").json["data"]}
    assert team.owner.get(path).status == 200
    assert "task:view" not in team.owner.get(f"{path}/access/me").json["permissions"]


def test_workspaces_are_listed_in_pages(team: Team) -> None:
    ben = team.join("Ben")
    made = {team.workspace_id}
    for number in range(6):
        place = another_workspace(team, f"W{number}")
        team.owner.put(f"{place.w}/members/{ben.id}", {"role": "member"}).expect(201)
        made.add(place.workspace_id)
    for person in (team.owner, ben):
        seen, cursor = [], ""
        while True:
            page = person.get(f"/v1/workspaces?limit=3{cursor}").expect(200)
            assert len(page["data"]) <= 3
            seen += [row["id"] for row in page["data"]]
            if not page["page"]["has_more"]:
                break
            cursor = f"&cursor={page['page']['next_cursor']}"
        assert sorted(seen) == sorted(made)


def test_a_list_goes_on_after_the_readers_role_changed(team: Team) -> None:
    ben = team.join("Ben")
    for number in range(3):
        place = another_workspace(team, f"W{number}")
        team.owner.put(f"{place.w}/members/{ben.id}", {"role": "member"}).expect(201)
    first = ben.get("/v1/workspaces?limit=2").expect(200)
    team.owner.patch(f"{team.o}/members/{ben.id}", {"roles": ["admin"]}).expect(200)
    second = ben.get(f"/v1/workspaces?limit=2&cursor={first['page']['next_cursor']}").expect(200)
    assert len({row["id"] for page in (first, second) for row in page["data"]}) == 4


def test_a_deactivated_member_does_not_find_the_workspace_in_their_list(team: Team) -> None:
    ben = team.join("Ben")
    team.owner.patch(f"{team.w}/members/{ben.id}", {"status": "deactivated"}).expect(200)
    assert ben.get("/v1/workspaces").json["data"] == []
    team.owner.patch(f"{team.w}/members/{ben.id}", {"status": "active"}).expect(200)
    assert len(ben.get("/v1/workspaces").json["data"]) == 1


def test_a_workspace_is_changed_by_its_admins(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    assert ben.patch(team.w, {"name": "Mine"}).status == 403
    changed = team.owner.patch(team.w, {"description": "All of it"}).expect(200)
    assert (changed["name"], changed["description"], changed["version"]) == ("Main", "All of it", 2)
    assert service.events()[-1]["data"]["changed"] == ["description"]
    assert team.owner.patch(team.w, {"description": "All of it"}).expect(200)["version"] == 2


def test_nothing_of_a_deleted_workspace_is_there(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    project = team.project()
    team.owner.delete(team.w).expect(204)
    for person in (team.owner, ben):
        for path in (
            team.w,
            f"{team.w}/members",
            f"{team.w}/teams",
            f"{team.w}/projects/{project['id']}",
            f"{team.w}/roles",
        ):
            assert code(person.get(path)) == (404, "not_found"), path
        assert person.get("/v1/workspaces").json["data"] == []
    assert event_names(service)[-1] == "workspace.deleted"


def test_a_deleted_workspace_is_restored_as_it_was(team: Team) -> None:
    ben = team.join("Ben")
    team.owner.delete(team.w).expect(204)
    trash = team.owner.get(f"{team.o}/deleted-workspaces").expect(200)["data"]
    assert [row["id"] for row in trash] == [team.workspace_id]
    assert trash[0]["purge_at"]
    assert ben.get(f"{team.o}/deleted-workspaces").status == 403
    assert ben.post(f"{team.o}/workspaces/{team.workspace_id}/restore").status == 403
    restored = team.owner.post(f"{team.o}/workspaces/{team.workspace_id}/restore").expect(200)
    assert restored["deleted_at"] is None
    assert ben.get(team.w).status == 200
    assert team.owner.get(f"{team.o}/deleted-workspaces").json["data"] == []
    again = team.owner.post(f"{team.o}/workspaces/{team.workspace_id}/restore")
    assert code(again) == (409, "conflict")


def test_a_workspace_is_restored_for_thirty_days(service: Service, team: Team) -> None:
    team.owner.delete(team.w).expect(204)
    service.clock.advance(days=30, seconds=1)
    signing_in = {"grant_type": "password", "email": team.owner.email, "password": PASSWORD}
    body = {**signing_in, "organization_id": team.organization_id}
    team.owner.token = service.call("POST", "/v1/auth/token", body).expect(200)["access_token"]
    assert team.owner.get(f"{team.o}/deleted-workspaces").json["data"] == []
    assert code(team.owner.post(f"{team.o}/workspaces/{team.workspace_id}/restore")) == (410, "gone")


def test_an_invitation_to_a_deleted_workspace_is_not_found(service: Service, team: Team) -> None:
    ben = service.person("Ben")
    invite(team, ben.email).expect(201)
    link = newest_link(service)
    team.owner.delete(team.w).expect(204)
    assert accept(ben, link).status == 404
    assert ben.get(f"/v1/invitations/{link}").status == 404


def test_the_number_of_workspaces_is_bounded(service: Service, team: Team) -> None:
    key = OrganizationTally.key(org_id=team.organization_id)
    tally = OrganizationTally.kind.from_item(service.tables.get_many([key])[key])
    full = replace(tally, workspaces=MAX_WORKSPACES)
    service.tables.transact([Put(full.kind.to_item(full, version=tally.version + 1), None)])
    assert code(team.owner.post(f"{team.o}/workspaces", {"name": "Over"})) == (422, "quota_exceeded")
    team.owner.delete(team.w).expect(204)
    another_workspace(team)
    assert code(team.owner.post(f"{team.o}/workspaces/{team.workspace_id}/restore")) == (422, "quota_exceeded")


def test_a_workspace_of_another_organization_is_like_one_that_never_was(service: Service) -> None:
    acme, globex = a_team(service, "Ann", "Acme"), a_team(service, "Zoe", "Globex")
    for method, path, body in (
        ("GET", globex.w, None),
        ("PATCH", globex.w, {"name": "Mine"}),
        ("DELETE", globex.w, None),
        ("GET", f"{globex.w}/members", None),
        ("POST", f"{globex.w}/invitations", {"email": "x@example.com"}),
        ("POST", f"{globex.w}/leave", None),
        ("POST", f"{acme.o}/workspaces/{globex.workspace_id}/restore", None),
    ):
        answer = acme.owner.call(method, path, body)
        assert code(answer) == (404, "not_found"), path
