"""Signing in with a password, and guessing at one."""

import time

import pytest

from onetick.identity import passwords
from onetick.identity.affiliations import affiliations_key
from onetick.kernel.table import ConditionFailed, Delete
from tests.meta.scenery.losing import losing_once
from tests.service import PASSWORD, Answer, Service, Team

from .interrupting import Interrupting, running_interrupted
from .steps import claims_of, events_of, is_signed_in, sign_in

NOBODY = "nobody@example.com"


def without_correlation(answer: Answer) -> dict[str, object]:
    document: dict[str, object] = answer.json
    return {name: value for name, value in document.items() if name != "correlation_id"}


def test_a_password_signs_in_with_a_new_session_each_time(service: Service) -> None:
    ann = service.person("Ann")
    first, second = (sign_in(service, ann.email).expect(200) for _ in range(2))
    sessions = {claims_of(tokens["access_token"])["sid"] for tokens in (first, second)}
    assert len(sessions) == 2
    assert first["user"]["id"] == ann.id
    [*_, event] = events_of(service, "login.succeeded")
    assert event["actorid"] == ann.id
    assert event["data"]["resource"]["account_id"] == ann.id


def test_the_address_counts_in_any_case(service: Service) -> None:
    ann = service.person("Ann")
    sign_in(service, ann.email.upper()).expect(200)


def test_the_password_counts_in_any_unicode_form(service: Service) -> None:
    body = {"email": "zoe@example.com", "password": "Zo\u00eb und der Fluß", "name": "Zo\u00eb B"}
    service.call("POST", "/v1/auth/signup", body).expect(201)
    sign_in(service, "zoe@example.com", "Zoe\u0308 und der Fluß").expect(200)
    assert sign_in(service, "zoe@example.com", "Zoe und der Fluß").status == 401


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(service: Service) -> None:
    ann = service.person("Ann")
    wrong, unknown = sign_in(service, ann.email, "not this one"), sign_in(service, NOBODY, "not this one")
    assert wrong.status == unknown.status == 401
    assert without_correlation(wrong) == without_correlation(unknown)
    assert set(wrong.headers) == set(unknown.headers)


def test_an_unknown_address_costs_as_much_work(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = service.person("Ann")
    counted = Interrupting(service.tables)
    checked: list[bool] = []
    matches = passwords.matches

    def counting(password: str, kept: str | None) -> bool:
        checked.append(kept is not None)
        return matches(password, kept)

    monkeypatch.setattr(passwords, "matches", counting)
    with running_interrupted(counted, service.clock) as watched:
        sign_in(watched, ann.email, "not this one")
        known = counted.calls.copy()
        counted.calls.clear()
        sign_in(watched, NOBODY, "not this one")
    assert counted.calls == known
    assert checked == [True, False]


def test_the_decoy_takes_as_long_as_a_real_hash() -> None:
    kept = passwords.hashed(PASSWORD)
    timings = {}
    for name, hash_ in (("real", kept), ("decoy", None)):
        samples = []
        for _ in range(5):
            started = time.process_time()
            assert not passwords.matches("not this one", hash_)
            samples.append(time.process_time() - started)
        timings[name] = min(samples)
    assert 0.5 < timings["real"] / timings["decoy"] < 2


def test_five_failures_lock_the_address_for_a_minute_whatever_the_password(service: Service) -> None:
    ann = service.person("Ann")
    assert [sign_in(service, ann.email, f"wrong number {n}").status for n in range(5)] == [401] * 5
    right = sign_in(service, ann.email)
    wrong = sign_in(service, ann.email, "still not this one")
    assert right.expect(429)["code"] == "rate_limited"
    assert right.headers["Retry-After"] == "60"
    assert without_correlation(right) == without_correlation(wrong)
    service.clock.advance(seconds=61)
    sign_in(service, ann.email).expect(200)


def test_an_address_without_an_account_locks_in_the_same_way(service: Service) -> None:
    ann = service.person("Ann")
    for email in (ann.email, NOBODY):
        for n in range(5):
            sign_in(service, email, f"wrong number {n}").expect(401)
    known, unknown = sign_in(service, ann.email), sign_in(service, NOBODY)
    assert known.status == unknown.status == 429
    assert without_correlation(known) == without_correlation(unknown)
    # The two were locked one after the other, so a second may lie between them.
    assert abs(int(known.headers["Retry-After"]) - int(unknown.headers["Retry-After"])) <= 2


def test_each_further_failure_doubles_the_lock_up_to_an_hour(service: Service) -> None:
    for n in range(4):
        sign_in(service, NOBODY, f"wrong number {n}").expect(401)
    locks = []
    for n in range(10):
        sign_in(service, NOBODY, f"another wrong one {n}").expect(401)
        locked = sign_in(service, NOBODY)
        assert locked.status == 429
        locks.append(int(locked.headers["Retry-After"]))
        service.clock.advance(seconds=locks[-1] + 1)
    assert locks == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]


def test_attempts_during_a_lock_do_not_lengthen_it(service: Service) -> None:
    for n in range(5):
        sign_in(service, NOBODY, f"wrong number {n}")
    service.clock.advance(seconds=30)
    assert sign_in(service, NOBODY).headers["Retry-After"] == "30"
    assert len(events_of(service, "login.failed")) == 5


def test_a_success_forgets_the_failures(service: Service) -> None:
    ann = service.person("Ann")
    for _ in range(3):
        for n in range(4):
            sign_in(service, ann.email, f"wrong number {n}").expect(401)
        sign_in(service, ann.email).expect(200)


def test_failures_are_forgotten_after_a_day(service: Service) -> None:
    for n in range(4):
        sign_in(service, NOBODY, f"wrong number {n}")
    service.clock.advance(hours=25)
    for n in range(4):
        assert sign_in(service, NOBODY, f"wrong number {n}").status == 401
    assert sign_in(service, NOBODY).status == 401, "the fifth"
    assert sign_in(service, NOBODY).status == 429


def test_failures_are_stored_with_their_events_although_the_request_fails(service: Service) -> None:
    ann = service.person("Ann")
    for n in range(5):
        sign_in(service, ann.email, f"wrong number {n}")
    failed, locked = events_of(service, "login.failed"), events_of(service, "login.locked")
    assert [event["data"]["resource"]["failures"] for event in failed] == [1, 2, 3, 4, 5]
    assert [event["data"]["context"]["account_id"] for event in failed] == [ann.id] * 5
    assert len(locked) == 1
    assert failed[0]["actorid"] == "anonymous"


def test_a_preview_is_no_way_around_the_count(service: Service) -> None:
    body = {"grant_type": "password", "email": NOBODY, "password": "not this one"}
    assert service.call("POST", "/v1/auth/token?dry_run=true", body).status == 400


def test_parallel_guesses_cannot_outrun_the_count(service: Service) -> None:
    """Between the check of a right password and its commit, others fail: the right one counts as coming after."""
    ann = service.person("Ann")
    racing = Interrupting(service.tables)
    with running_interrupted(racing, service.clock) as watched:

        def five_wrong_ones() -> None:
            for n in range(5):
                assert sign_in(watched, ann.email, f"wrong number {n}").status == 401

        racing.before_next_transaction(five_wrong_ones)
        assert sign_in(watched, ann.email).status == 429


def test_a_lost_race_is_counted_again_not_lost(service: Service) -> None:
    racing = Interrupting(service.tables)
    with running_interrupted(racing, service.clock) as watched:
        racing.before_next_transaction(lambda: sign_in(watched, NOBODY, "wrong number 1"))
        sign_in(watched, NOBODY, "wrong number 2")
    assert [event["data"]["resource"]["failures"] for event in events_of(service, "login.failed")] == [1, 2]


def test_a_database_that_refuses_every_commit_is_a_conflict_not_a_sign_in(service: Service) -> None:
    ann = service.person("Ann")
    refusing = Interrupting(service.tables)
    refusing.always_raise(ConditionFailed([]))
    with running_interrupted(refusing, service.clock) as watched:
        assert sign_in(watched, ann.email).status == 409


def test_a_member_of_one_organization_gets_it_by_default(team: Team) -> None:
    service = team.owner.service
    assert sign_in(service, team.owner.email).expect(200)["organization_id"] == team.organization_id
    team.owner.post("/v1/organizations", {"name": "Second"}).expect(201)
    assert sign_in(service, team.owner.email).expect(200)["organization_id"] is None


def test_an_organization_can_be_asked_for_by_its_members_only(team: Team) -> None:
    service = team.owner.service
    stranger = service.person("Eve")
    mine = sign_in(service, team.owner.email, organization_id=team.organization_id).expect(200)
    assert claims_of(mine["access_token"])["org"] == team.organization_id
    foreign = sign_in(service, stranger.email, organization_id=team.organization_id)
    absent = sign_in(service, stranger.email, organization_id="org_01JQ5Z8Y3N6T4W2V1X0R9P8M7K")
    assert foreign.status == absent.status == 404
    assert without_correlation(foreign) == without_correlation(absent)
    assert is_signed_in(stranger)


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/grant_type"]),
        ({"grant_type": "client_credentials"}, ["/grant_type"]),
        ({"grant_type": "password"}, ["/email", "/password"]),
        ({"grant_type": "password", "email": "a@example.com"}, ["/password"]),
        ({"grant_type": "password", "email": "a@example.com", "password": ""}, ["/password"]),
        ({"grant_type": "password", "email": "a@example.com", "password": "x" * 257}, ["/password"]),
        ({"grant_type": "password", "email": "a@example.com", "password": None}, ["/password"]),
        ({"grant_type": "refresh_token"}, ["/refresh_token"]),
        ({"grant_type": "refresh_token", "refresh_token": "x", "email": "a@example.com"}, ["/email"]),
        ({"grant_type": "refresh_token", "refresh_token": "x", "organization_id": "acme"}, ["/organization_id"]),
        ({"grant_type": "refresh_token", "refresh_token": ["x"]}, ["/refresh_token"]),
    ],
)
def test_a_bad_body_is_refused_with_pointers(service: Service, body: dict[str, object], pointers: list[str]) -> None:
    problem = service.call("POST", "/v1/auth/token", body).expect(400)
    assert [fault["pointer"] for fault in problem["errors"]] == pointers
    assert service.events() == []


def test_an_old_hash_is_replaced_when_its_password_is_used(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = service.person("Ann")
    before = service.person("Ben").get("/v1/me").expect(200)["version"]
    monkeypatch.setattr(passwords, "is_outdated", lambda kept: True)
    assert sign_in(service, ann.email).expect(200)["user"]["version"] == before + 1
    sign_in(service, ann.email).expect(200)


def test_a_subscriber_with_many_ipv6_addresses_is_one_caller(service: Service) -> None:
    statuses = [sign_in(service, NOBODY, source_ip=f"2001:db8:1:2::{n:x}").status for n in range(31)]
    assert statuses[-1] == 429
    assert sign_in(service, "ben@example.com", source_ip="2001:db8:1:3::1").status == 401, "the neighbour's network"
    assert sign_in(service, "cat@example.com", source_ip="::ffff:192.0.2.7").status == 401


def test_the_organization_of_a_token_is_known_for_accounts_of_before_there_were_affiliations(team: Team) -> None:
    service, ann = team.owner.service, team.owner

    def chosen(**asked: str) -> str | None:
        found: str | None = sign_in(service, ann.email, **asked).expect(200)["organization_id"]
        return found

    forgotten = Delete(affiliations_key(ann.id), None)
    service.tables.transact([forgotten])
    assert chosen() == chosen(organization_id=team.organization_id) == team.organization_id
    other = ann.post("/v1/organizations", {"name": "Other"}).expect(201)["id"]
    assert (chosen(), chosen(organization_id=other)) == (None, other)
    ben = team.join("Ben")
    service.tables.transact([Delete(affiliations_key(ben.id), None)])
    ann.patch(f"{team.o}/members/{ben.id}", {"status": "deactivated"}).expect(200)
    assert sign_in(service, ben.email).expect(200)["organization_id"] is None
    ann.patch(f"{team.o}/members/{ben.id}", {"status": "active"}).expect(200)
    assert sign_in(service, ben.email).expect(200)["organization_id"] == team.organization_id
    service.tables.transact([Delete(affiliations_key(ben.id), None)])
    ann.delete(f"{team.o}/members/{ben.id}").expect(204)
    assert sign_in(service, ben.email).expect(200)["organization_id"] is None
    assert sign_in(service, ben.email, organization_id=team.organization_id).status == 404


def test_what_is_founded_at_the_same_moment_is_all_counted(service: Service) -> None:
    ann = service.person("Ann")
    with losing_once(service, lambda writes: any(write.key.sk == "affiliations" for write in writes)):
        ids = {ann.post("/v1/organizations", {"name": f"Acme {number}"}).expect(201)["id"] for number in range(2)}
    assert {row["id"] for row in ann.get("/v1/organizations").expect(200)["data"]} == ids
    assert sign_in(service, ann.email).expect(200)["organization_id"] is None
