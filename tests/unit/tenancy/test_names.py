"""The copies of a person's name follow it."""

from tests.service import Service, Team
from tests.unit.tenancy.steps import another_workspace


def _shown(team: Team, person_id: str) -> set[str]:
    paths = (f"{team.w}/members", f"{team.o}/members")
    return {row["name"] for path in paths for row in team.owner.get(path).json["data"] if row["id"] == person_id}


def test_a_new_name_is_shown_in_every_list_of_members(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    other = another_workspace(team)
    team.owner.put(f"{other.w}/members/{ben.id}", {"role": "member"}).expect(201)
    founded = ben.post("/v1/organizations", {"name": "Bens"}).expect(201)
    ben.patch("/v1/me", {"name": "Benjamin"}).expect(200)
    service.deliver(times=2)
    assert _shown(team, ben.id) == _shown(other, ben.id) == {"Benjamin"}
    ben.at(founded["id"])
    assert [row["name"] for row in ben.get(f"/v1/organizations/{founded['id']}/members").json["data"]] == ["Benjamin"]


def test_whoever_was_removed_meanwhile_has_no_copy(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    ben.patch("/v1/me", {"name": "Benjamin"}).expect(200)
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    service.deliver()
    assert _shown(team, ben.id) == set()


def test_a_change_of_something_else_copies_nothing(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    before = team.owner.get(f"{team.w}/members/{ben.id}").json
    ben.patch("/v1/me", {"timezone": "Europe/Berlin"}).expect(200)
    service.deliver()
    assert team.owner.get(f"{team.w}/members/{ben.id}").json == before
