"""Invitations: the mail, the link, accepting, and everything that must not work."""

import pytest

from onetick.kernel.table import TableName
from onetick.tenancy import links
from onetick.tenancy.model import INVITATIONS_PER_DAY, MAILS_PER_ADDRESS, Invitation
from tests.service import Service, Team, a_team, invitation_token
from tests.unit.tenancy.steps import accept, code, event_names, invite, new_team, newest_link


def test_an_invitation_is_mailed_and_leads_into_the_workspace(service: Service, team: Team) -> None:
    ben = service.person("Ben")
    made = invite(team, ben.email.upper(), "member").expect(201)
    assert (made["email"], made["role"], made["status"]) == (ben.email, "member", "pending")
    link = newest_link(service)
    mail = service.mails[-1]
    assert mail.to == ben.email
    assert "Ann" in mail.subject
    assert "Acme" in mail.subject
    accepted = accept(ben, link).expect(200)
    assert accepted == {
        "organization_id": team.organization_id,
        "organization_name": "Acme",
        "workspace_id": team.workspace_id,
        "workspace_name": "Main",
        "role": "member",
    }
    ben.at(team.organization_id)
    assert ben.get(team.w).status == 200


def test_the_link_is_nowhere_but_in_the_mail(service: Service, team: Team) -> None:
    made = invite(team, "ben@example.com").expect(201)
    link = newest_link(service)
    signature = link.rpartition(".")[2]
    assert signature not in str(made)
    assert signature not in str(service.events())
    window = service.tables.scan(TableName.TENANT, segment=0, segments=1, start=None, limit=1000)
    assert signature not in str(window)


def test_events_of_an_invitation_hold_no_address(service: Service, team: Team) -> None:
    invite(team, "ben@example.com").expect(201)
    event = service.events()[-1]
    assert event["type"] == "onetick.user.invited.v1"
    assert "ben@example.com" not in str(event)
    assert event["data"]["context"]["role"] == "member"
    assert len(event["data"]["context"]["email_hash"]) == 32


def test_a_duplicated_message_sends_no_second_mail(service: Service, team: Team) -> None:
    service.deliver()
    before = len(service.mails)
    invite(team, "ben@example.com").expect(201)
    service.deliver(times=3)
    assert len(service.mails) == before + 1


def test_inviting_an_address_again_replaces_the_invitation(service: Service, team: Team) -> None:
    ben = service.person("Ben")
    first = invite(team, ben.email, "guest").expect(201)
    old = newest_link(service)
    second = invite(team, ben.email, "member").expect(201)
    new = newest_link(service)
    assert second["id"] == first["id"]
    assert len(team.owner.get(f"{team.w}/invitations").json["data"]) == 1
    assert accept(ben, old).status == 404
    assert accept(ben, new).expect(200)["role"] == "member"


def test_a_mail_that_comes_too_late_is_not_sent(service: Service, team: Team) -> None:
    service.deliver()
    before = len(service.mails)
    invite(team, "ben@example.com", "guest").expect(201)
    invite(team, "ben@example.com", "member").expect(201)
    made = invite(team, "cyd@example.com").expect(201)
    team.owner.delete(f"{team.w}/invitations/{made['id']}").expect(204)
    service.deliver()
    assert [mail.to for mail in service.mails[before:]] == ["ben@example.com"]


def test_a_link_is_resent_and_the_old_one_stops_working(service: Service, team: Team) -> None:
    ben = service.person("Ben")
    made = invite(team, ben.email).expect(201)
    old = newest_link(service)
    service.clock.advance(minutes=5)
    resent = team.owner.post(f"{team.w}/invitations/{made['id']}/resend").expect(200)
    assert resent["expires_at"] > made["expires_at"]
    new = newest_link(service)
    assert accept(ben, old).status == 404
    accept(ben, new).expect(200)
    assert code(team.owner.post(f"{team.w}/invitations/{made['id']}/resend")) == (409, "conflict")


def test_a_revoked_invitation_opens_nothing(service: Service, team: Team) -> None:
    ben = service.person("Ben")
    made = invite(team, ben.email).expect(201)
    link = newest_link(service)
    team.owner.delete(f"{team.w}/invitations/{made['id']}").expect(204)
    assert code(accept(ben, link)) == (410, "gone")
    assert team.owner.get(f"{team.w}/invitations").json["data"] == []
    assert team.owner.get(f"{team.w}/invitations/{made['id']}").json["status"] == "revoked"
    assert code(team.owner.post(f"{team.w}/invitations/{made['id']}/resend")) == (409, "conflict")
    team.owner.delete(f"{team.w}/invitations/{made['id']}").expect(204)
    assert event_names(service).count("invitation.revoked") == 1


def test_an_invitation_lasts_a_week(service: Service, team: Team) -> None:
    invite(team, "ben@example.com").expect(201)
    link = newest_link(service)
    service.clock.advance(days=7, seconds=1)
    ben = service.person("Ben", email="ben@example.com")
    assert code(accept(ben, link)) == (410, "gone")
    assert service.call("GET", f"/v1/invitations/{link}").status == 410


def test_only_the_invited_address_accepts(service: Service, team: Team) -> None:
    invite(team, "ben@example.com").expect(201)
    link = newest_link(service)
    assert code(accept(service.person("Eve"), link)) == (403, "forbidden")
    assert accept(service.person("Ben", email="ben@example.com"), link).status == 200


def test_accepting_again_answers_the_same_and_does_nothing(service: Service, team: Team) -> None:
    ben = service.person("Ben")
    invite(team, ben.email).expect(201)
    link = newest_link(service)
    first = accept(ben, link).expect(200)
    since = len(service.events())
    assert accept(ben, link).expect(200) == first
    assert len(service.events()) == since


def test_an_accepted_invitation_does_not_bring_back_a_removed_member(service: Service, team: Team) -> None:
    ben = service.person("Ben")
    invite(team, ben.email).expect(201)
    link = newest_link(service)
    accept(ben, link).expect(200)
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    assert code(accept(ben, link)) == (410, "gone")


def test_an_invitation_does_not_reactivate(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    invite(team, ben.email).expect(201)
    link = newest_link(service)
    team.owner.patch(f"{team.w}/members/{ben.id}", {"status": "deactivated"}).expect(200)
    assert code(accept(ben, link)) == (409, "conflict")
    team.owner.patch(f"{team.w}/members/{ben.id}", {"status": "active"}).expect(200)
    team.owner.patch(f"{team.o}/members/{ben.id}", {"status": "deactivated"}).expect(200)
    assert code(accept(ben, link)) == (409, "conflict")


def test_an_invitation_raises_a_member_but_never_lowers_one(service: Service, team: Team) -> None:
    gus = team.join("Gus", role="guest")
    invite(team, gus.email, "member").expect(201)
    assert accept(gus, newest_link(service)).expect(200)["role"] == "member"
    invite(team, gus.email, "guest").expect(201)
    assert accept(gus, newest_link(service)).expect(200)["role"] == "member"


def test_somebody_of_the_organization_joins_a_second_workspace_by_invitation(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    other = Team(team.owner, team.organization_id, team.owner.post(f"{team.o}/workspaces", {"name": "Two"}).json["id"])
    invite(other, ben.email).expect(201)
    since = len(service.events())
    accept(ben, newest_link(service)).expect(200)
    assert "user.joined" not in event_names(service, since)
    assert ben.get(other.w).status == 200


def test_a_token_for_another_organization_does_for_accepting(service: Service, team: Team) -> None:
    zoe = a_team(service, "Zoe", "Globex").owner
    invite(team, zoe.email).expect(201)
    accept(zoe, newest_link(service)).expect(200)
    names = {row["name"] for row in zoe.get("/v1/organizations").json["data"]}
    assert names == {"Acme", "Globex"}
    zoe.at(team.organization_id)
    assert zoe.get(team.w).status == 200


def test_a_link_says_what_it_is_for_before_anybody_signs_in(service: Service, team: Team) -> None:
    invite(team, "ben@example.com", "guest").expect(201)
    shown = service.call("GET", f"/v1/invitations/{newest_link(service)}").expect(200)
    del shown["expires_at"]
    assert shown == {
        "organization_name": "Acme",
        "workspace_name": "Main",
        "inviter": "Ann",
        "email": "ben@example.com",
        "role": "guest",
    }


def _forgeries(link: str) -> list[str]:
    org, workspace, invitation, signature = link.split(".")
    other = "0" if signature[0] != "0" else "1"
    return [
        f"{org}.{workspace}.{invitation}.{other}{signature[1:]}",
        f"{org}.{workspace}.{invitation}.{'0' * 32}",
        f"{workspace}.{org}.{invitation}.{signature}",
        f"{org}.{workspace}.{org}.{signature}",
        signature,
        link[:-1],
        link + "0",
        link.upper(),
        "x" * 128,
    ]


def test_a_forged_link_is_like_one_that_never_was(service: Service, team: Team) -> None:
    ben = service.person("Ben", email="ben@example.com")
    invite(team, ben.email).expect(201)
    for forged in _forgeries(newest_link(service)):
        assert code(accept(ben, forged)) == (404, "not_found"), forged
        assert code(service.call("GET", f"/v1/invitations/{forged}")) == (404, "not_found"), forged


def test_nobody_invites_above_themselves(team: Team) -> None:
    inviter = team.join("Ben")
    role = team.owner.post(f"{team.w}/roles", {"name": "Host", "permissions": ["member:invite"]}).expect(201)
    team.owner.put(f"{team.w}/roles/{role['id']}/members/{inviter.id}").expect(200)
    assert invite(team, "a@example.com", "member", by=inviter).status == 201
    assert code(invite(team, "b@example.com", "ws_admin", by=inviter)) == (403, "forbidden")
    made = invite(team, "c@example.com", "ws_admin").expect(201)
    resend = f"{team.w}/invitations/{made['id']}/resend"
    assert code(inviter.post(resend)) == (403, "forbidden")


def test_plain_members_neither_invite_nor_see_invitations(team: Team) -> None:
    ben = team.join("Ben")
    made = invite(team, "x@example.com").expect(201)
    assert invite(team, "y@example.com", by=ben).status == 403
    for method, path in (("GET", ""), ("GET", f"/{made['id']}"), ("DELETE", f"/{made['id']}")):
        assert ben.call(method, f"{team.w}/invitations{path}").status == 403


def test_an_address_is_not_flooded(service: Service, team: Team) -> None:
    made = invite(team, "ben@example.com").expect(201)
    for _ in range(MAILS_PER_ADDRESS - 1):
        team.owner.post(f"{team.w}/invitations/{made['id']}/resend").expect(200)
    refused = invite(team, "ben@example.com")
    assert code(refused) == (429, "rate_limited")
    assert int(refused.headers["Retry-After"]) > 3600
    # Revoking does not make it forgotten.
    team.owner.delete(f"{team.w}/invitations/{made['id']}").expect(204)
    assert code(invite(team, "ben@example.com")) == (429, "rate_limited")
    assert invite(team, "cyd@example.com").status == 201


def test_a_workspace_sends_a_bounded_number_of_invitations(service: Service, team: Team) -> None:
    statuses = [invite(team, f"p{number}@example.com").status for number in range(INVITATIONS_PER_DAY)]
    assert set(statuses) == {201}
    refused = invite(team, "one.more@example.com")
    assert code(refused) == (429, "rate_limited")
    service.clock.advance(minutes=10)
    assert invite(team, "one.more@example.com").status == 201


def test_names_cannot_put_links_or_lines_into_the_mail(service: Service) -> None:
    evil = a_team(service, "Ann", "Prize at https://evil.example/win")
    evil.owner.patch(evil.w, {"name": "www.evil.example"}).expect(200)
    invite(evil, "ben@example.com").expect(201)
    newest_link(service)
    mail = service.mails[-1]
    assert "evil" not in mail.subject + mail.text
    assert "\n" not in mail.subject
    assert invitation_token(mail.text)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "nobody"},
        {"email": "a@b.example\nBcc: c@d.example"},
        {"email": "a@b.example", "role": "owner"},
        {"email": "a@b.example", "role": None},
        {"email": "a@b.example", "token": "x"},
        {"email": f"{'a' * 250}@b.example"},
    ],
)
def test_a_wrong_invitation_is_refused_with_a_pointer(team: Team, body: dict[str, object]) -> None:
    refused = team.owner.post(f"{team.w}/invitations", body)
    assert refused.status == 400
    assert refused.json["errors"]


def test_two_workspaces_give_one_address_different_ids_and_links(service: Service, team: Team) -> None:
    other = Team(team.owner, team.organization_id, team.owner.post(f"{team.o}/workspaces", {"name": "Two"}).json["id"])
    ids = {invite(place, "ben@example.com").expect(201)["id"] for place in (team, other)}
    assert len(ids) == 2
    service.deliver()
    tokens = [invitation_token(mail.text) for mail in service.mails[-2:]]
    read = [links.read(token) for token in tokens]
    assert {link.workspace_id for link in read} == {team.workspace_id, other.workspace_id}
    assert Invitation.id_for(read[0].workspace_id, "ben@example.com") == read[0].invitation_id


def test_a_guest_by_invitation_holds_no_role_in_the_organization(team: Team) -> None:
    gus = team.join("Gus", role="guest")
    new_team(team)
    assert team.owner.get(f"{team.o}/members/{gus.id}").json["roles"] == []
    assert gus.get(f"{team.w}/teams").status == 403
