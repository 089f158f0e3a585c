"""Organizations: founding, reading, renaming; who sees which."""

from onetick.identity.model import AccountOrganization
from onetick.kernel.access import OrgGrants
from onetick.kernel.table import Put
from onetick.tenancy.model import MAX_ORGANIZATIONS_OF_ACCOUNT
from tests.service import Service, Team, a_team


def test_whoever_founds_an_organization_owns_it(service: Service) -> None:
    ann = service.person("Ann")
    made = ann.post("/v1/organizations", {"name": "  Acme  "}).expect(201)
    ann.at(made["id"])
    assert made["name"] == "Acme"
    assert ann.get(f"/v1/organizations/{made['id']}").expect(200) == made
    member = ann.get(f"/v1/organizations/{made['id']}/members/{ann.id}").expect(200)
    assert member["roles"] == ["owner", "member"]
    assert (member["name"], member["email"]) == ("Ann", ann.email)


def test_a_person_may_belong_to_several_organizations(service: Service) -> None:
    ann = service.person("Ann")
    first = ann.post("/v1/organizations", {"name": "Acme"}).expect(201)
    ann.at(first["id"])
    second = ann.post("/v1/organizations", {"name": "Globex"}).expect(201)
    listed = ann.get("/v1/organizations").expect(200)["data"]
    assert {row["id"]: row["name"] for row in listed} == {first["id"]: "Acme", second["id"]: "Globex"}
    assert all(row["role"] == "owner" and row["status"] == "active" for row in listed)
    # The token is still for the first one.
    assert ann.get(f"/v1/organizations/{second['id']}").status == 404


def test_founding_twice_with_one_key_founds_one_organization(service: Service) -> None:
    ann = service.person("Ann")
    key = {"Idempotency-Key": "once"}
    first = ann.post("/v1/organizations", {"name": "Acme"}, headers=key)
    again = ann.post("/v1/organizations", {"name": "Acme"}, headers=key)
    assert first.json == again.json
    assert len(ann.get("/v1/organizations").json["data"]) == 1


def test_the_number_of_organizations_of_one_account_is_bounded(service: Service) -> None:
    ann = service.person("Ann")
    for number in range(MAX_ORGANIZATIONS_OF_ACCOUNT):
        ann.post("/v1/organizations", {"name": f"Acme {number}"}).expect(201)
    refused = ann.post("/v1/organizations", {"name": "One more"})
    assert (refused.status, refused.json["code"]) == (422, "quota_exceeded")


def test_an_organization_is_renamed_everywhere(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    renamed = team.owner.patch(team.o, {"name": "Initech"}).expect(200)
    assert renamed["version"] == 2
    service.deliver(times=2)
    for person in (team.owner, ben):
        assert [row["name"] for row in person.get("/v1/organizations").json["data"]] == ["Initech"]


def test_a_name_reaches_more_members_than_one_transaction_holds(service: Service, team: Team) -> None:
    now = service.clock()
    for number in range(200):
        person = f"usr_01HZ{number:022}"
        grants = OrgGrants(org_id=team.organization_id, principal_id=person, joined_at=now)  # type: ignore[arg-type]
        copy = AccountOrganization(
            account_id=person,  # type: ignore[arg-type]
            org_id=team.organization_id,  # type: ignore[arg-type]
            name="Acme",
            role="member",
            joined_at=now,
        )
        service.tables.transact([Put(one.kind.to_item(one, version=1), None) for one in (grants, copy)])
    team.owner.patch(team.o, {"name": "Initech"}).expect(200)
    service.deliver(rounds=20)
    keys = [
        AccountOrganization.key(account_id=f"usr_01HZ{number:022}", org_id=team.organization_id)
        for number in range(200)
    ]
    found = [*service.tables.get_many(keys[:100]).values(), *service.tables.get_many(keys[100:]).values()]
    assert {AccountOrganization.kind.from_item(item).name for item in found} == {"Initech"}
    assert len(found) == 200


def test_a_change_that_changes_nothing_leaves_no_trace(service: Service, team: Team) -> None:
    before = len(service.events())
    same = team.owner.patch(team.o, {"name": "Acme"}).expect(200)
    assert same["version"] == 1
    assert len(service.events()) == before


def test_only_owners_and_admins_rename(team: Team) -> None:
    ben = team.join("Ben")
    assert ben.patch(team.o, {"name": "Mine"}).status == 403
    assert ben.get(team.o).status == 200


def test_a_guest_does_not_see_the_organization(team: Team) -> None:
    guest = team.join("Gus", role="guest")
    assert guest.get(team.o).status == 403
    assert [row["name"] for row in guest.get("/v1/organizations").json["data"]] == ["Acme"]


def test_another_organization_is_like_one_that_never_was(service: Service) -> None:
    acme, globex = a_team(service, "Ann", "Acme"), a_team(service, "Zoe", "Globex")
    missing = "/v1/organizations/org_01JD4Y6QW8M3Z5T7V9X1B2C3D4"
    for path in (globex.o, missing):
        for method, body in (("GET", None), ("PATCH", {"name": "Mine"})):
            answer = acme.owner.call(method, path, body)
            assert (answer.status, answer.json["code"]) == (404, "not_found")


def test_an_organization_needs_a_proper_name(service: Service) -> None:
    ann = service.person("Ann")
    bodies: list[dict[str, object]] = [
        {},
        {"name": ""},
        {"name": "x" * 121},
        {"name": "a\nb"},
        {"name": "A", "id": "org_1"},
    ]
    for body in bodies:
        refused = ann.post("/v1/organizations", body)
        assert refused.status == 400, body
        assert refused.json["errors"], body


def test_a_token_without_an_organization_lists_no_workspaces(service: Service) -> None:
    assert service.person("Ann").get("/v1/workspaces").expect(200)["data"] == []
