"""Members of a workspace: their roles, adding, deactivating, removing, leaving."""

import pytest

from tests.service import Person, Service, Team
from tests.unit.tenancy.steps import another_workspace, code, event_names, new_team


def _role(team: Team, person: Person, role: str, *, by: Person | None = None) -> tuple[int, str]:
    answer = (by or team.owner).patch(f"{team.w}/members/{person.id}", {"role": role})
    return answer.status, "" if answer.status == 200 else answer.json["code"]


def test_members_are_listed_and_filtered(team: Team) -> None:
    ben, gus = team.join("Ben"), team.join("Gus", role="guest")
    everybody = {row["id"]: row for row in ben.get(f"{team.w}/members").expect(200)["data"]}
    assert set(everybody) == {team.owner.id, ben.id, gus.id}
    assert (everybody[ben.id]["name"], everybody[ben.id]["email"]) == ("Ben", ben.email)
    guests = ben.get(f"{team.w}/members?role=guest").expect(200)["data"]
    assert [row["id"] for row in guests] == [gus.id]
    assert ben.get(f"{team.w}/members?status=deactivated").expect(200)["data"] == []
    assert ben.get(f"{team.w}/members/{gus.id}").json == everybody[gus.id]


def test_guests_do_not_see_who_is_there(team: Team) -> None:
    gus = team.join("Gus", role="guest")
    assert gus.get(f"{team.w}/members").status == 403
    assert gus.get(f"{team.w}/members/{team.owner.id}").status == 403


def test_a_role_counts_from_the_next_request_on(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    assert ben.patch(team.w, {"name": "Bens"}).status == 403
    assert _role(team, ben, "ws_admin") == (200, "")
    assert ben.patch(team.w, {"name": "Bens"}).status == 200
    assert _role(team, ben, "guest") == (200, "")
    assert ben.get(f"{team.w}/members").status == 403
    event = service.events()[-1]
    assert event["data"]["context"] == {"from": "ws_admin", "to": "guest"}
    assert event["data"]["previous"] == {"role": "ws_admin"}
    assert ben.email not in str(event)


def test_plain_members_change_nobody(team: Team) -> None:
    ben, cyd = team.join("Ben"), team.join("Cyd")
    assert _role(team, cyd, "guest", by=ben) == (403, "forbidden")
    assert ben.delete(f"{team.w}/members/{cyd.id}").status == 403
    assert ben.put(f"{team.w}/members/{cyd.id}", {"role": "guest"}).status == 403


def test_the_last_admin_stays(team: Team) -> None:
    me = f"{team.w}/members/{team.owner.id}"
    for refused in (
        team.owner.patch(me, {"role": "member"}),
        team.owner.patch(me, {"status": "deactivated"}),
        team.owner.delete(me),
        team.owner.put(me, {"role": "guest"}),
        team.owner.post(f"{team.w}/leave"),
    ):
        assert code(refused) == (409, "conflict")


def test_an_admin_steps_down_when_there_is_another(team: Team) -> None:
    ben = team.join("Ben")
    _role(team, ben, "ws_admin")
    assert _role(team, team.owner, "member") == (200, "")
    assert _role(team, ben, "member", by=ben) == (409, "conflict")


def test_a_deactivated_admin_does_not_count(team: Team) -> None:
    ben = team.join("Ben", role="ws_admin")
    team.owner.patch(f"{team.w}/members/{ben.id}", {"status": "deactivated"}).expect(200)
    assert _role(team, team.owner, "member") == (409, "conflict")
    team.owner.patch(f"{team.w}/members/{ben.id}", {"status": "active"}).expect(200)
    assert _role(team, team.owner, "member") == (200, "")


def test_an_admin_who_is_deactivated_in_the_organization_does_not_count(team: Team) -> None:
    ben = team.join("Ben", role="ws_admin")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"status": "deactivated"}).expect(200)
    assert _role(team, team.owner, "member") == (409, "conflict")
    # Demoting them meanwhile leaves the count right.
    assert _role(team, ben, "member") == (200, "")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"status": "active"}).expect(200)
    assert _role(team, team.owner, "member") == (409, "conflict")


def test_nobody_raises_themselves(team: Team) -> None:
    ben = team.join("Ben")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"roles": ["admin"]}).expect(200)
    # As an admin of the organization, Ben may change members, but not himself upwards.
    assert _role(team, ben, "ws_admin", by=ben) == (403, "forbidden")
    other = another_workspace(team)
    assert ben.put(f"{other.w}/members/{ben.id}", {"role": "guest"}).status == 403
    assert _role(team, ben, "guest", by=ben) == (200, "")


def test_somebody_of_the_organization_is_added_without_an_invitation(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    other = another_workspace(team)
    added = team.owner.put(f"{other.w}/members/{ben.id}", {"role": "member"}).expect(201)
    assert (added["role"], added["name"]) == ("member", "Ben")
    assert ben.get(other.w).status == 200
    assert event_names(service)[-1] == "workspace.member_added"
    raised = team.owner.put(f"{other.w}/members/{ben.id}", {"role": "ws_admin"}).expect(200)
    assert raised["role"] == "ws_admin"


def test_a_stranger_is_not_added(service: Service, team: Team) -> None:
    stranger = service.person("Sam")
    assert code(team.owner.put(f"{team.w}/members/{stranger.id}", {"role": "member"})) == (404, "not_found")


def test_a_guest_who_becomes_a_member_belongs_to_the_organization(team: Team) -> None:
    gus = team.join("Gus", role="guest")
    assert gus.get(team.o).status == 403
    assert _role(team, gus, "member") == (200, "")
    assert gus.get(team.o).status == 200


def test_a_removed_member_is_out_at_once(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    project, task = (made := team.project()), team.task(made, assignee_ids=[ben.id])
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    assert ben.get(team.w).status == 403
    assert ben.get("/v1/workspaces").json["data"] == []
    assert team.owner.get(f"{team.w}/members/{ben.id}").status == 404
    # What was theirs to do stays theirs, for others to hand on.
    assert team.owner.get(f"{team.w}/tasks/{task['id']}").status == 200
    assert project["id"]
    event = service.events()[-1]
    assert (event["type"], event["data"]["context"]) == ("onetick.workspace.member_removed.v1", {"source": "workspace"})


def test_a_removed_member_leaves_the_teams(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    teams = [new_team(team, name)["id"] for name in ("One", "Two")]
    for made in teams:
        team.owner.put(f"{team.w}/teams/{made}/members/{ben.id}").expect(200)
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    assert [team.owner.get(f"{team.w}/teams/{made}/members").json["data"] for made in teams] == [[], []]
    service.deliver(times=2)
    assert [team.owner.get(f"{team.w}/teams/{made}").json["member_count"] for made in teams] == [0, 0]
    assert event_names(service).count("team.member_removed") == 2


def test_somebody_who_comes_back_at_once_is_in_no_team_but_those_they_are_put_into(
    service: Service, team: Team
) -> None:
    ben = team.join("Ben")
    old, again, gone = (new_team(team, name)["id"] for name in ("Old", "Again", "Gone"))
    for made in (old, again, gone):
        team.owner.put(f"{team.w}/teams/{made}/members/{ben.id}").expect(200)
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    team.owner.put(f"{team.w}/members/{ben.id}", {"role": "member"}).expect(201)
    assert team.owner.delete(f"{team.w}/teams/{old}/members/{ben.id}").status == 404
    assert team.owner.put(f"{team.w}/teams/{again}/members/{ben.id}").expect(200)["member_count"] == 1
    team.owner.delete(f"{team.w}/teams/{gone}").expect(204)
    for _ in range(2):
        shown = {made: team.owner.get(f"{team.w}/teams/{made}/members").expect(200)["data"] for made in (old, again)}
        assert [len(shown[made]) for made in (old, again)] == [0, 1]
        service.deliver(times=2)
    assert team.owner.post(f"{team.w}/teams/{gone}/restore").expect(200)["member_count"] == 0
    assert [team.owner.get(f"{team.w}/teams/{made}").json["member_count"] for made in (old, again)] == [0, 1]
    assert ben.get(f"{team.w}/members/{ben.id}").expect(200)["teams"] == [again]


def test_somebody_who_comes_back_has_none_of_their_old_roles(team: Team) -> None:
    ben = team.join("Ben")
    project = team.project(visibility="private")
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    assert ben.get(f"{team.w}/projects/{project['id']}").status == 200
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    team.owner.put(f"{team.w}/members/{ben.id}", {"role": "member"}).expect(201)
    assert ben.get(team.w).status == 200
    assert ben.get(f"{team.w}/projects/{project['id']}").status == 403


def test_whoever_leaves_is_out(service: Service, team: Team) -> None:
    gus = team.join("Gus", role="guest")
    gus.post(f"{team.w}/leave").expect(204)
    assert gus.get(team.w).status == 403
    assert service.events()[-1]["data"]["context"] == {"source": "self"}
    assert gus.post(f"{team.w}/leave").status == 404


def test_a_token_limited_to_looking_changes_nothing(team: Team) -> None:
    body = {"name": "reader", "scopes": ["read"], "expires_in_days": 7}
    team.owner.token = team.owner.post("/v1/me/tokens", body).expect(201)["token"]
    assert team.owner.get(team.w).status == 200
    assert team.owner.post(f"{team.w}/leave").status == 403
    assert team.owner.post("/v1/organizations", {"name": "Mine"}).status == 403
    assert team.owner.patch(f"{team.w}/members/{team.owner.id}", {"role": "guest"}).status == 403


@pytest.mark.parametrize(
    "body", [{"role": "owner"}, {"role": None}, {"status": "off"}, {"roles": ["member"]}, {"role": ""}]
)
def test_a_wrong_change_is_refused_with_a_pointer(team: Team, body: dict[str, object]) -> None:
    refused = team.owner.patch(f"{team.w}/members/{team.owner.id}", body)
    assert refused.status == 400
    assert refused.json["errors"]
