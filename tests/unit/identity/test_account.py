"""One's own account: the profile and the verified address."""

import pytest

from tests.service import Person, Service, Team

from .steps import events_of, fresh_ip, link_token, sign_in


@pytest.fixture
def ann(service: Service) -> Person:
    return service.person("Ann")


def verify(service: Service, token: str) -> int:
    return service.call("POST", "/v1/auth/verify-email", {"token": token}, source_ip=fresh_ip()).status


def test_signing_up_sends_a_link_that_verifies_the_address(ann: Person) -> None:
    service = ann.service
    service.deliver()
    [mail] = service.mails
    assert mail.to == ann.email
    assert verify(service, link_token(mail.text, "verify-email")) == 204
    assert ann.get("/v1/me").expect(200)["email_verified"] is True
    assert len(events_of(service, "account.email_verified")) == 1


def test_the_mail_says_nothing_that_its_sender_chose(service: Service) -> None:
    """Else signing up with somebody's address would be a way to write to them."""
    service.person("Cheap watches at http://evil.example", email="victim@example.com")
    service.deliver()
    assert "evil" not in service.mails[-1].text + service.mails[-1].subject


def test_opening_the_link_twice_is_harmless(ann: Person) -> None:
    ann.service.deliver()
    token = link_token(ann.service.mails[-1].text, "verify-email")
    assert [verify(ann.service, token) for _ in range(2)] == [204, 204]
    assert len(events_of(ann.service, "account.email_verified")) == 1


def test_the_link_lives_for_a_week(ann: Person) -> None:
    ann.service.deliver()
    token = link_token(ann.service.mails[-1].text, "verify-email")
    ann.service.clock.advance(days=7, seconds=1)
    assert verify(ann.service, token) == 422


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "E"),
        lambda token: token.replace(token.split(".")[1], "9999999999"),
        lambda token: "0" * 26 + token[26:],
        lambda token: token.lower(),
        lambda token: token + ".x",
        lambda token: "x",
        lambda token: token.replace(token.split(".")[1], "\u0661" * 10),
    ],
)
def test_a_forged_link_verifies_nothing(ann: Person, spoil: object) -> None:
    ann.service.deliver()
    token = link_token(ann.service.mails[-1].text, "verify-email")
    assert verify(ann.service, spoil(token)) == 422  # type: ignore[operator]
    assert ann.get("/v1/me").expect(200)["email_verified"] is False


def test_one_accounts_link_verifies_no_other(service: Service) -> None:
    ann, ben = service.person("Ann"), service.person("Ben")
    service.deliver()
    mine = link_token(service.mails[0].text, "verify-email")
    assert verify(service, ben.id[4:] + mine[26:]) == 422
    assert ann.get("/v1/me").expect(200)["email_verified"] is False


def test_the_mail_can_be_asked_for_again_once_a_minute(ann: Person) -> None:
    service = ann.service
    service.deliver()
    early = ann.post("/v1/me/email-verification")
    assert early.status == 429
    assert 0 < int(early.headers["Retry-After"]) <= 60
    service.clock.advance(seconds=61)
    ann.post("/v1/me/email-verification").expect(204)
    assert ann.post("/v1/me/email-verification").status == 429
    service.deliver()
    assert len(service.mails) == 2
    assert verify(service, link_token(service.mails[-1].text, "verify-email")) == 204
    service.clock.advance(seconds=61)
    ann.post("/v1/me/email-verification").expect(204)
    service.deliver()
    assert len(service.mails) == 2, "a verified address needs no mail"


def test_the_profile_can_be_changed(ann: Person) -> None:
    changed = ann.patch("/v1/me", {"name": "Anna", "locale": "de-CH", "timezone": "Europe/Zurich"})
    view = changed.expect(200)
    assert (view["name"], view["locale"], view["timezone"], view["version"]) == ("Anna", "de-CH", "Europe/Zurich", 2)
    assert changed.headers["ETag"] == '"v2"'
    assert ann.get("/v1/me").expect(200) == view
    [event] = events_of(ann.service, "user.profile_changed")
    assert event["data"]["changed"] == ["locale", "name", "timezone"]
    assert sign_in(ann.service, ann.email).expect(200)["user"]["name"] == "Anna"


def test_a_change_that_changes_nothing_is_none(ann: Person) -> None:
    assert ann.patch("/v1/me", {"name": "Ann"}).expect(200)["version"] == 1
    assert ann.patch("/v1/me", {}).expect(200)["version"] == 1
    assert events_of(ann.service, "user.profile_changed") == []


def test_a_stale_change_is_refused(ann: Person) -> None:
    ann.patch("/v1/me", {"name": "Anna"}).expect(200)
    stale = ann.patch("/v1/me", {"name": "Annie"}, headers={"If-Match": '"v1"'})
    assert stale.expect(412)["current_version"] == 2


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": None}, "/name"),
        ({"name": "A\tB"}, "/name"),
        ({"locale": "english"}, "/locale"),
        ({"locale": "EN"}, "/locale"),
        ({"locale": None}, "/locale"),
        ({"timezone": "Europe"}, "/timezone"),
        ({"timezone": "Europe/Atlantis"}, "/timezone"),
        ({"timezone": "../../etc/passwd"}, "/timezone"),
        ({"timezone": "/etc/localtime"}, "/timezone"),
        ({"timezone": "UTC "}, "/timezone"),
        ({"timezone": ""}, "/timezone"),
        ({"email": "eve@example.com"}, "/email"),
        ({"email_verified": True}, "/email_verified"),
        ({"id": "usr_x"}, "/id"),
    ],
)
def test_a_bad_profile_is_refused(ann: Person, change: dict[str, object], pointer: str) -> None:
    problem = ann.patch("/v1/me", change).expect(400)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]


def test_the_account_shows_no_secret(ann: Person) -> None:
    assert set(ann.get("/v1/me").expect(200)) == {
        "id", "email", "email_verified", "name", "locale", "timezone", "created_at", "updated_at", "version",
    }  # fmt: skip


def test_the_issuer_describes_itself(service: Service) -> None:
    answer = service.call("GET", "/.well-known/openid-configuration")
    document = answer.expect(200)
    assert document["jwks_uri"] == document["issuer"] + "/.well-known/jwks.json"
    assert document["id_token_signing_alg_values_supported"] == ["ES256"]
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert service.call("GET", "/.well-known/jwks.json").headers["Cache-Control"] == "public, max-age=300"


def test_what_happens_to_an_account_is_no_business_of_its_organizations(team: Team) -> None:
    """Whichever organization the token is for; a sign-in and a token for one are its business."""
    service, owner = team.owner.service, team.owner
    owner.patch("/v1/me", {"name": "Anna"}).expect(200)
    [profile] = events_of(service, "user.profile_changed")
    assert "tenantid" not in profile
    assert profile["source"] == "/v1/auth"
    owner.post("/v1/me/tokens", {"name": "x", "scopes": ["read"]}).expect(201)
    [token] = events_of(service, "token.created")
    assert token["tenantid"] == team.organization_id
