"""Renewing tokens: each refresh token once, and what happens when it is used again."""

from datetime import timedelta

import pytest

from onetick.identity.model import SESSION_LIFE
from tests.service import Person, Service, Team

from .interrupting import Interrupting, running_interrupted
from .steps import claims_of, events_of, everything_stored, is_signed_in, renew, sign_in


def test_a_refresh_token_is_exchanged_for_the_next(service: Service) -> None:
    ann = service.person("Ann")
    renewed = renew(service, ann.refresh).expect(200)
    assert renewed["refresh_token"] != ann.refresh
    assert claims_of(renewed["access_token"])["sid"] == claims_of(ann.token)["sid"], "the same session goes on"
    renew(service, renewed["refresh_token"]).expect(200)
    assert len(events_of(service, "session.refreshed")) == 2


def test_only_digests_of_refresh_tokens_are_stored(service: Service) -> None:
    ann = service.person("Ann")
    secret = renew(service, ann.refresh).expect(200)["refresh_token"][-64:]
    stored = everything_stored(service)
    assert secret[:32] not in stored
    assert secret[32:] not in stored


def test_a_reused_refresh_token_revokes_the_family(service: Service) -> None:
    ann = service.person("Ann")
    renewed = renew(service, ann.refresh).expect(200)
    service.clock.advance(seconds=11)
    assert renew(service, ann.refresh).status == 401
    assert renew(service, renewed["refresh_token"]).status == 401, "whoever got the newer one has lost it too"
    assert service.call("GET", "/v1/me", token=renewed["access_token"]).status == 401
    assert not is_signed_in(ann)
    [event] = events_of(service, "token.refresh_reused")
    assert event["data"]["resource"]["account_id"] == ann.id


def test_a_much_older_token_revokes_the_family_at_once(service: Service) -> None:
    ann = service.person("Ann")
    second = renew(service, ann.refresh).expect(200)["refresh_token"]
    third = renew(service, second).expect(200)["refresh_token"]
    assert renew(service, ann.refresh).status == 401, "no grace for the one before the last"
    assert renew(service, third).status == 401


def test_the_owner_is_told_of_a_reuse(service: Service) -> None:
    ann = service.person("Ann")
    renew(service, ann.refresh).expect(200)
    service.clock.advance(seconds=11)
    renew(service, ann.refresh)
    service.deliver()
    assert service.mails[-1].to == ann.email
    assert "used twice" in service.mails[-1].text


def test_a_reuse_ends_one_session_and_no_other(service: Service) -> None:
    ann = service.person("Ann")
    body = {"grant_type": "password", "email": ann.email, "password": "correct horse battery staple"}
    other = service.call("POST", "/v1/auth/token", body).expect(200)
    renew(service, ann.refresh)
    service.clock.advance(seconds=11)
    renew(service, ann.refresh)
    renew(service, other["refresh_token"]).expect(200)


def test_two_tabs_that_race_keep_the_session(service: Service) -> None:
    ann = service.person("Ann")
    renewed = renew(service, ann.refresh).expect(200)
    late = renew(service, ann.refresh)
    assert late.expect(409)["code"] == "conflict"
    assert late.headers["Retry-After"] == "1"
    assert "refresh_token" not in late.json
    renew(service, renewed["refresh_token"]).expect(200)
    assert events_of(service, "token.refresh_reused") == []


def test_of_two_concurrent_renewals_exactly_one_succeeds(service: Service) -> None:
    ann = service.person("Ann")
    racing = Interrupting(service.tables)
    with running_interrupted(racing, service.clock) as watched:
        inner: list[int] = []
        racing.before_next_transaction(lambda: inner.append(renew(watched, ann.refresh).status))
        outer = renew(watched, ann.refresh).status
    assert (inner, outer) == ([200], 409)
    assert len(events_of(service, "session.refreshed")) == 1


def test_a_sign_out_during_a_renewal_wins(service: Service) -> None:
    ann = service.person("Ann")
    racing = Interrupting(service.tables)
    with running_interrupted(racing, service.clock) as watched:
        there = Person(watched, ann.email, ann.id, ann.token, ann.refresh)
        racing.before_next_transaction(lambda: there.post("/v1/auth/revoke", {}).expect(204))
        assert renew(watched, ann.refresh).status == 401


def test_a_lost_answer_can_be_asked_for_again_with_its_key(service: Service) -> None:
    ann = service.person("Ann")
    headers = {"Idempotency-Key": "renewal-1"}
    first = renew(service, ann.refresh, headers=headers, source_ip="192.0.2.3").expect(200)
    service.clock.advance(minutes=1)
    again = renew(service, ann.refresh, headers=headers, source_ip="192.0.2.3")
    assert again.expect(200) == first
    renew(service, first["refresh_token"]).expect(200)


def test_a_session_ends_thirty_days_after_its_sign_in_however_often_it_is_renewed(service: Service) -> None:
    ann = service.person("Ann")
    token = ann.refresh
    for _ in range(29):
        service.clock.advance(days=1)
        token = renew(service, token).expect(200)["refresh_token"]
    service.clock.advance(hours=25)
    assert renew(service, token).status == 401
    assert timedelta(days=30) == SESSION_LIFE


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
        lambda text: text.lower(),
        lambda text: text + " ",
        lambda text: text + "\n",
        lambda text: text.replace("ort_", "otp_"),
        lambda text: text[:4] + "0" * 26 + text[30:],
        lambda text: text[:31] + "0" * 26 + text[57:],
        lambda text: text[:31] + "Z" * 26 + text[57:],
        lambda text: text[:4] + text[31:57] + "_" + text[4:30] + text[57:],
        lambda text: text[:-32] + "_" * 32,
        lambda text: "x",
        lambda text: "ort_#account#",
    ],
)
def test_a_forged_refresh_token_is_refused(service: Service, spoil: object) -> None:
    ann = service.person("Ann")
    forged = spoil(ann.refresh)  # type: ignore[operator]
    assert forged != ann.refresh
    assert renew(service, forged).status == 401


def test_a_guess_at_the_family_ends_nothing(service: Service) -> None:
    """Who knows the ids from an access token, but no refresh token, cannot sign the owner out."""
    ann = service.person("Ann")
    assert renew(service, ann.refresh[:-64] + "A" * 64).status == 401
    renew(service, ann.refresh).expect(200)


def test_the_token_of_one_account_is_nothing_to_another(service: Service) -> None:
    ann, ben = service.person("Ann"), service.person("Ben")
    crossed = ann.refresh[:30] + ben.refresh[30:]
    assert renew(service, crossed).status == 401
    renew(service, ann.refresh).expect(200)
    renew(service, ben.refresh).expect(200)


def test_a_renewal_keeps_and_switches_the_organization(team: Team) -> None:
    service, owner = team.owner.service, team.owner
    kept = renew(service, owner.refresh).expect(200)
    assert kept["organization_id"] == team.organization_id
    second = owner.post("/v1/organizations", {"name": "Second"}).expect(201)["id"]
    switched = renew(service, kept["refresh_token"], organization_id=second).expect(200)
    assert switched["organization_id"] == claims_of(switched["access_token"])["org"] == second
    assert renew(service, switched["refresh_token"]).expect(200)["organization_id"] == second


def test_asking_for_a_foreign_organization_does_not_use_the_token_up(team: Team) -> None:
    service = team.owner.service
    eve = service.person("Eve")
    assert renew(service, eve.refresh, organization_id=team.organization_id).status == 404
    renew(service, eve.refresh).expect(200)


def test_an_office_behind_one_address_renews_as_often_as_its_people_need(service: Service) -> None:
    people = [service.person(name) for name in ("Ann", "Ben", "Cleo", "Dan")]
    office = "198.51.100.7"
    for person in people:
        token = person.refresh
        for _ in range(12):
            token = renew(service, token, source_ip=office).expect(200)["refresh_token"]
    assert sign_in(service, people[0].email, source_ip=office).status == 200, "renewals leave room for sign-ins"


def test_a_session_renews_thirty_times_a_minute_at_most(service: Service) -> None:
    ann = service.person("Ann")
    token = ann.refresh
    for _ in range(30):
        token = renew(service, token).expect(200)["refresh_token"]
    limited = renew(service, token)
    assert limited.expect(429)["limit_scope"] == "sign-in"
    service.clock.advance(seconds=3)
    renew(service, token).expect(200)


@pytest.mark.parametrize("extra", [{"refresh_token": "ort_X"}, {"refresh_token": True}])
def test_a_sign_in_that_looks_like_a_renewal_is_counted_as_a_sign_in(
    service: Service, extra: dict[str, object]
) -> None:
    ann = service.person("Ann")
    body = {"grant_type": "password", "email": ann.email, "password": "wrong", "refresh_token": ann.refresh, **extra}
    answers = [service.call("POST", "/v1/auth/token", body, source_ip="198.51.100.9").status for _ in range(32)]
    assert answers[-1] == 429
