"""Changing a password: with the present one, or with a link in a mail."""

import pytest

from onetick.identity.events import RESET_REQUESTED
from onetick.kernel.ids import new_ulid
from tests.service import PASSWORD, Person, Service

from .interrupting import Interrupting, running_interrupted
from .steps import (
    NEW_PASSWORD,
    events_of,
    everything_stored,
    forget,
    fresh_ip,
    is_signed_in,
    renew,
    reset,
    reset_token,
    sign_in,
)


@pytest.fixture
def ann(service: Service) -> Person:
    return service.person("Ann")


def change(person: Person, current: str = PASSWORD, new: str = NEW_PASSWORD) -> int:
    body = {"current_password": current, "new_password": new}
    return person.post("/v1/me/password", body).status


def test_the_new_password_works_and_the_old_one_does_not(ann: Person) -> None:
    assert change(ann) == 204
    assert sign_in(ann.service, ann.email).status == 401
    sign_in(ann.service, ann.email, NEW_PASSWORD).expect(200)


def test_every_other_session_ends_and_the_present_one_goes_on(ann: Person) -> None:
    other = sign_in(ann.service, ann.email).expect(200)
    assert change(ann) == 204
    assert is_signed_in(ann)
    renew(ann.service, ann.refresh).expect(200)
    assert ann.service.call("GET", "/v1/me", token=other["access_token"]).status == 401
    assert renew(ann.service, other["refresh_token"]).status == 401


def test_a_wrong_present_password_counts_as_a_failed_sign_in(ann: Person) -> None:
    problem = ann.post("/v1/me/password", {"current_password": "no", "new_password": NEW_PASSWORD}).expect(422)
    assert problem["errors"][0]["pointer"] == "/current_password"
    assert [change(ann, current=f"wrong number {n}") for n in range(4)] == [422] * 4
    assert change(ann) == 429
    assert sign_in(ann.service, ann.email).status == 429
    assert len(events_of(ann.service, "login.failed")) == 5
    assert is_signed_in(ann)


def test_a_weak_new_password_is_refused_and_nothing_changes(ann: Person) -> None:
    problem = ann.post("/v1/me/password", {"current_password": PASSWORD, "new_password": "passwordpassword"})
    assert problem.expect(422)["errors"][0]["pointer"] == "/new_password"
    sign_in(ann.service, ann.email).expect(200)


def test_the_owner_is_told(ann: Person) -> None:
    change(ann)
    ann.service.deliver()
    assert (ann.service.mails[-1].to, ann.service.mails[-1].subject) == (ann.email, "Your password was changed")


def test_a_change_cannot_be_previewed_into_an_oracle(ann: Person) -> None:
    """A wrong password is counted whether or not the call is a dry run."""
    body = {"current_password": "no", "new_password": NEW_PASSWORD}
    for _ in range(5):
        ann.post("/v1/me/password?dry_run=true", body).expect(422)
    assert change(ann) == 429


def test_a_link_sets_a_new_password_once_and_ends_all_sessions(ann: Person) -> None:
    service = ann.service
    forget(service, ann.email).expect(204)
    token = reset_token(service)
    assert service.mails[-1].to == ann.email
    reset(service, token).expect(204)
    assert not is_signed_in(ann)
    assert renew(service, ann.refresh).status == 401
    assert sign_in(service, ann.email).status == 401
    sign_in(service, ann.email, NEW_PASSWORD).expect(200)
    assert reset(service, token, "yet another secret").status == 422
    sign_in(service, ann.email, NEW_PASSWORD).expect(200)


def test_only_a_digest_of_the_link_is_stored_and_nothing_of_it_published(ann: Person) -> None:
    forget(ann.service, ann.email)
    token = reset_token(ann.service)
    assert token not in everything_stored(ann.service)


def test_a_link_lives_for_thirty_minutes(ann: Person) -> None:
    forget(ann.service, ann.email)
    token = reset_token(ann.service)
    ann.service.clock.advance(minutes=30, seconds=1)
    assert reset(ann.service, token).status == 422


def test_a_request_that_is_delivered_late_has_expired(ann: Person) -> None:
    forget(ann.service, ann.email)
    ann.service.clock.advance(minutes=31)
    ann.service.deliver()
    assert all("reset-password" not in mail.text for mail in ann.service.mails)


def test_two_links_work_until_one_is_used(ann: Person) -> None:
    service = ann.service
    forget(service, ann.email)
    first = reset_token(service)
    service.clock.advance(seconds=61)
    forget(service, ann.email)
    second = reset_token(service)
    assert first != second
    reset(service, first).expect(204)
    assert reset(service, second).status == 422


def test_a_changed_password_makes_links_worthless(ann: Person) -> None:
    forget(ann.service, ann.email)
    token = reset_token(ann.service)
    assert change(ann) == 204
    assert reset(ann.service, token).status == 422


def test_of_two_concurrent_uses_of_a_link_one_wins(ann: Person) -> None:
    forget(ann.service, ann.email)
    token = reset_token(ann.service)
    racing = Interrupting(ann.service.tables)
    with running_interrupted(racing, ann.service.clock) as watched:
        inner: list[int] = []
        racing.before_next_transaction(lambda: inner.append(reset(watched, token, "the first of two").status))
        outer = reset(watched, token, "the second of two").status
    assert (inner, outer) == ([204], 422)
    sign_in(ann.service, ann.email, "the first of two").expect(200)


def test_a_weak_password_does_not_use_the_link_up(ann: Person) -> None:
    forget(ann.service, ann.email)
    token = reset_token(ann.service)
    assert reset(ann.service, token, "1234567890").expect(422)["errors"][0]["pointer"] == "/password"
    reset(ann.service, token).expect(204)


def test_a_new_password_unlocks_the_address(ann: Person) -> None:
    service = ann.service
    for n in range(5):
        sign_in(service, ann.email, f"wrong number {n}")
    forget(service, ann.email)
    reset(service, reset_token(service)).expect(204)
    sign_in(service, ann.email, NEW_PASSWORD).expect(200)


def test_whoever_opened_the_link_has_the_address(ann: Person) -> None:
    forget(ann.service, ann.email)
    reset(ann.service, reset_token(ann.service))
    assert sign_in(ann.service, ann.email, NEW_PASSWORD).expect(200)["user"]["email_verified"] is True


def test_an_address_without_an_account_is_answered_alike_after_the_same_work(ann: Person) -> None:
    service = ann.service
    counted = Interrupting(service.tables)
    with running_interrupted(counted, service.clock) as watched:
        known = forget(watched, ann.email)
        calls = counted.calls.copy()
        counted.calls.clear()
        unknown = forget(watched, "nobody@example.com")
    assert (known.status, known.text) == (unknown.status, unknown.text) == (204, "")
    assert counted.calls == calls
    service.deliver()
    assert {mail.to for mail in service.mails} == {ann.email}
    requested = events_of(service, "password.reset_requested")
    assert len(requested) == 2
    assert {tuple(event["data"]["resource"]) for event in requested} == {("email_hash",)}


def test_at_most_one_mail_a_minute_and_five_an_hour_go_to_an_address(ann: Person) -> None:
    service = ann.service
    for _ in range(3):
        assert forget(service, ann.email).status == 204
    assert len(events_of(service, "password.reset_requested")) == 1
    for _ in range(9):
        service.clock.advance(seconds=61)
        assert forget(service, ann.email).status == 204
    assert len(events_of(service, "password.reset_requested")) == 5
    service.clock.advance(hours=1)
    forget(service, ann.email)
    assert len(events_of(service, "password.reset_requested")) == 6


def test_a_mail_that_is_sent_again_holds_the_same_link(ann: Person) -> None:
    """The consumer stops between sending and committing, and its message is delivered again."""
    service = ann.service
    service.deliver()
    forget(service, ann.email)
    [event] = events_of(service, RESET_REQUESTED.name)
    broken = Interrupting(service.tables)
    broken.always_raise(TimeoutError())
    with running_interrupted(broken, service.clock) as watched:
        assert not _delivered(watched, event)
    assert _delivered(service, event)
    first, second = (mail.text for mail in service.mails if "reset-password" in mail.text)
    assert first == second
    assert _delivered(service, event)
    assert len([mail for mail in service.mails if "reset-password" in mail.text]) == 2, "once more is not sent"


def _delivered(service: Service, event: dict[str, object]) -> bool:
    import json

    from tests.service import entry_named

    record = {"messageId": new_ulid(), "body": json.dumps({"detail": event}), "attributes": {}}
    answer: dict[str, object] = entry_named("identity-send-account-mail")({"Records": [record]}, None)
    return answer == {"batchItemFailures": []}


@pytest.mark.parametrize("token", ["x", "A" * 43, "A" * 256, "../x", "password_reset#x"])
def test_a_forged_link_sets_no_password(ann: Person, token: str) -> None:
    forget(ann.service, ann.email)
    ann.service.deliver()
    assert reset(ann.service, token).status == 422


def test_a_bad_body_is_refused(service: Service) -> None:
    for path, body in (
        ("/v1/auth/password/forgot", {}),
        ("/v1/auth/password/forgot", {"email": "nobody"}),
        ("/v1/auth/password/reset", {"token": "x"}),
        ("/v1/auth/password/reset", {"token": "", "password": NEW_PASSWORD}),
        ("/v1/auth/password/reset", {"token": "x", "password": "short"}),
    ):
        assert service.call("POST", path, body, source_ip=fresh_ip()).status == 400


def test_a_link_says_whose_password_it_is_whatever_its_token_speaks_of(ann: Person, service: Service) -> None:
    ben = service.person("Ben")
    forget(service, ann.email).expect(204)
    token = reset_token(service)
    assert token.startswith(ann.id.removeprefix("usr_"))
    assert reset(service, token.replace(ann.id.removeprefix("usr_"), ben.id.removeprefix("usr_"))).status == 422
    reset(service, token).expect(204)
    sign_in(service, ben.email).expect(200)
    sign_in(service, ann.email, NEW_PASSWORD).expect(200)


def test_the_address_that_the_authorizer_told_only_says_where_to_look(
    ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for told in ("", "0" * 32):
        monkeypatch.setattr("onetick.identity.authenticate.digest", lambda email, told=told: told)
        body = {"current_password": "no", "new_password": NEW_PASSWORD}
        ann.post("/v1/me/password", body).expect(422)
        ann.post("/v1/me/password", body).expect(422)
    sign_in(ann.service, ann.email, "no").expect(401)
    assert sign_in(ann.service, ann.email).status == 429
