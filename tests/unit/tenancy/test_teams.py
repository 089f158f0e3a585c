"""Teams: creating, changing, deleting and restoring them; who is in them, and what that opens."""

from dataclasses import replace
from typing import Any

from onetick.kernel.access import OrgGrants, WorkspaceGrants
from onetick.kernel.ids import PrincipalId, WorkspaceId
from onetick.kernel.table import Put
from onetick.tenancy.model import MAX_TEAM_MEMBERS, MAX_TEAMS, MAX_TEAMS_OF_MEMBER, WorkspaceTally
from onetick.tenancy.model import Team as People
from tests.service import Person, Service, Team
from tests.unit.tenancy.steps import code, event_names, new_team


def _shared(team: Team, made: dict[str, Any], role: str = "editor") -> str:
    """The path of a private project in which the team has a role."""
    project = team.project(visibility="private")
    path = f"{team.w}/projects/{project['id']}"
    team.owner.put(f"{path}/members/{made['id']}", {"role": role}).expect(200)
    return path


def _put(team: Team, made: dict[str, Any], person: Person, *, by: Person | None = None) -> Any:
    return (by or team.owner).put(f"{team.w}/teams/{made['id']}/members/{person.id}")


def test_a_team_is_made_read_changed_and_listed(team: Team) -> None:
    made = team.owner.post(f"{team.w}/teams", {"name": "Designers", "description": "Looks"}).expect(201)
    path = f"{team.w}/teams/{made['id']}"
    ben = team.join("Ben")
    assert ben.get(path).expect(200) == made
    changed = team.owner.patch(path, {"name": "Design"}).expect(200)
    assert (changed["name"], changed["description"], changed["version"]) == ("Design", "Looks", 2)
    new_team(team, "Writers")
    assert {row["name"] for row in ben.get(f"{team.w}/teams").json["data"]} == {"Design", "Writers"}
    assert ben.patch(path, {"name": "Mine"}).status == 403
    assert ben.post(f"{team.w}/teams", {"name": "Mine"}).status == 403


def test_a_team_opens_the_projects_it_has_a_role_in(service: Service, team: Team) -> None:
    ben, made = team.join("Ben"), new_team(team)
    path = _shared(team, made)
    assert ben.get(path).status == 403
    joined = _put(team, made, ben).expect(200)
    assert joined["member_count"] == 1
    assert ben.get(path).status == 200
    team.owner.delete(f"{team.w}/teams/{made['id']}/members/{ben.id}").expect(204)
    assert ben.get(path).status == 403
    assert event_names(service)[-2:] == ["team.member_added", "team.member_removed"]
    assert service.events()[-1]["data"]["context"] == {"user_id": ben.id}


def test_putting_somebody_in_twice_changes_nothing(service: Service, team: Team) -> None:
    ben, made = team.join("Ben"), new_team(team)
    first = _put(team, made, ben).expect(200)
    since = len(service.events())
    assert _put(team, made, ben).expect(200) == first
    assert len(service.events()) == since
    assert team.owner.get(f"{team.w}/members/{ben.id}").json["teams"] == [made["id"]]


def test_the_members_of_a_team_are_listed_in_pages(team: Team) -> None:
    made = new_team(team)
    people = [team.join(name) for name in ("Ben", "Cyd", "Dan")]
    for person in people:
        _put(team, made, person).expect(200)
    path = f"{team.w}/teams/{made['id']}/members"
    first = people[0].get(f"{path}?limit=2").expect(200)
    second = people[0].get(f"{path}?limit=2&cursor={first['page']['next_cursor']}").expect(200)
    assert len(first["data"]) == 2
    assert not second["page"]["has_more"]
    rows = {row["id"]: row["name"] for row in (*first["data"], *second["data"])}
    assert rows == {person.id: name for person, name in zip(people, ("Ben", "Cyd", "Dan"), strict=True)}


def test_a_deleted_team_opens_nothing_any_more(service: Service, team: Team) -> None:
    ben, made = team.join("Ben"), new_team(team)
    path = _shared(team, made)
    _put(team, made, ben).expect(200)
    team.owner.delete(f"{team.w}/teams/{made['id']}").expect(204)
    assert ben.get(path).status == 403
    assert code(ben.get(f"{team.w}/teams/{made['id']}")) == (410, "gone")
    assert ben.get(f"{team.w}/teams").json["data"] == []
    assert [row["id"] for row in ben.get(f"{team.w}/teams?trashed=true").json["data"]] == [made["id"]]
    assert code(_put(team, made, ben)) == (410, "gone")
    assert event_names(service)[-1] == "team.deleted"


def test_a_restored_team_has_those_who_are_still_there(team: Team) -> None:
    ben, cyd, made = team.join("Ben"), team.join("Cyd"), new_team(team)
    path = _shared(team, made)
    for person in (ben, cyd):
        _put(team, made, person).expect(200)
    team.owner.delete(f"{team.w}/teams/{made['id']}").expect(204)
    team.owner.delete(f"{team.w}/members/{cyd.id}").expect(204)
    restored = team.owner.post(f"{team.w}/teams/{made['id']}/restore").expect(200)
    assert restored["member_count"] == 1
    assert ben.get(path).status == 200
    assert code(team.owner.post(f"{team.w}/teams/{made['id']}/restore")) == (409, "conflict")


def test_nobody_puts_themselves_into_a_team_without_being_an_admin(team: Team) -> None:
    ben, made = team.join("Ben"), new_team(team)
    _shared(team, made, "admin")
    # As an admin of the organization Ben may change teams, yet sees no project without a role in it.
    team.owner.patch(f"{team.o}/members/{ben.id}", {"roles": ["admin"]}).expect(200)
    assert code(_put(team, made, ben, by=ben)) == (403, "forbidden")
    assert _put(team, made, team.join("Cyd"), by=ben).status == 200
    assert _put(team, made, team.owner).status == 200
    # Nor by a restore.
    team.owner.put(f"{team.w}/teams/{made['id']}/members/{ben.id}").expect(200)
    team.owner.delete(f"{team.w}/teams/{made['id']}").expect(204)
    assert code(ben.post(f"{team.w}/teams/{made['id']}/restore")) == (403, "forbidden")


def test_only_members_of_the_workspace_can_be_in_a_team(service: Service, team: Team) -> None:
    made = new_team(team)
    assert code(_put(team, made, service.person("Sam"))) == (404, "not_found")
    missing = f"{team.w}/teams/{made['id']}/members/{team.owner.id}"
    assert code(team.owner.delete(missing)) == (404, "not_found")


def test_a_team_of_another_workspace_is_not_found(team: Team) -> None:
    made = new_team(team)
    other = team.owner.post(f"{team.o}/workspaces", {"name": "Two"}).expect(201)
    assert team.owner.get(f"/v1/workspaces/{other['id']}/teams/{made['id']}").status == 404


def test_the_size_of_a_team_is_bounded_and_a_full_one_can_be_deleted(service: Service, team: Team) -> None:
    made, now = new_team(team), service.clock()
    place: dict[str, Any] = {"org_id": team.organization_id, "joined_at": now}
    crowd = [PrincipalId(f"usr_01HZ{number:022}") for number in range(MAX_TEAM_MEMBERS)]
    for person in crowd:
        grants = WorkspaceGrants(
            **place,
            workspace_id=WorkspaceId(team.workspace_id),
            principal_id=person,
            role="member",
            teams=(made["id"],),
        )
        member = OrgGrants(**place, principal_id=person, roles=("member",))
        service.tables.transact([Put(one.kind.to_item(one, version=1), None) for one in (grants, member)])
    key = People.key(org_id=team.organization_id, workspace_id=team.workspace_id, id=made["id"])
    people = People.kind.from_item(service.tables.get_many([key])[key])
    full = replace(people, members=tuple(crowd))
    service.tables.transact([Put(full.kind.to_item(full, version=2), None)])
    assert code(_put(team, made, team.join("Ben"))) == (422, "quota_exceeded")
    team.owner.delete(f"{team.w}/teams/{made['id']}").expect(204)
    assert team.owner.get(f"{team.w}/members/{crowd[0]}").json["teams"] == []
    assert team.owner.post(f"{team.w}/teams/{made['id']}/restore").json["member_count"] == MAX_TEAM_MEMBERS


def test_nobody_is_in_more_teams_than_they_can_leave_at_once(team: Team) -> None:
    ben = team.join("Ben")
    for number in range(MAX_TEAMS_OF_MEMBER):
        _put(team, new_team(team, f"T{number}"), ben).expect(200)
    assert code(_put(team, new_team(team, "More"), ben)) == (422, "quota_exceeded")
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    team.owner.service.deliver()
    assert all(row["member_count"] == 0 for row in team.owner.get(f"{team.w}/teams?limit=100").json["data"])


def test_the_number_of_teams_is_bounded(service: Service, team: Team) -> None:
    made = new_team(team)
    key = WorkspaceTally.key(org_id=team.organization_id, workspace_id=team.workspace_id)
    tally = WorkspaceTally.kind.from_item(service.tables.get_many([key])[key])
    full = replace(tally, teams=MAX_TEAMS)
    service.tables.transact([Put(full.kind.to_item(full, version=tally.version + 1), None)])
    assert code(team.owner.post(f"{team.w}/teams", {"name": "Over"})) == (422, "quota_exceeded")
    team.owner.delete(f"{team.w}/teams/{made['id']}").expect(204)
    new_team(team)
    assert code(team.owner.post(f"{team.w}/teams/{made['id']}/restore")) == (422, "quota_exceeded")
