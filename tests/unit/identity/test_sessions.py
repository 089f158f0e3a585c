"""Seeing and ending one's sign-ins."""

import pytest

from tests.service import PASSWORD, Person, Service, Team

from .interrupting import Interrupting, running_interrupted
from .steps import claims_of, events_of, is_signed_in, renew, sign_in


@pytest.fixture
def ann(service: Service) -> Person:
    return service.person("Ann")


def elsewhere(person: Person, **more: str) -> Person:
    """The same person, signed in once more."""
    tokens = sign_in(person.service, person.email, **more).expect(200)
    return Person(person.service, person.email, person.id, tokens["access_token"], tokens["refresh_token"])


def session_of(person: Person) -> str:
    return str(claims_of(person.token)["sid"])


def test_signing_out_ends_the_session_and_its_tokens(ann: Person) -> None:
    phone = elsewhere(ann)
    ann.post("/v1/auth/revoke", {}).expect(204)
    assert not is_signed_in(ann)
    assert renew(ann.service, ann.refresh).status == 401
    assert is_signed_in(phone)
    [event] = events_of(ann.service, "logout")
    assert event["aggregateid"] == session_of(ann)


def test_signing_out_needs_no_body(ann: Person) -> None:
    ann.post("/v1/auth/revoke").expect(204)
    assert not is_signed_in(ann)


def test_signing_out_twice_within_the_cache_of_the_authorizer_is_harmless(ann: Person) -> None:
    """The gateway may let a token in for another 30 seconds."""
    racing = Interrupting(ann.service.tables)
    with running_interrupted(racing, ann.service.clock) as watched:
        again = Person(watched, ann.email, ann.id, ann.token)
        racing.before_next_transaction(lambda: again.post("/v1/auth/revoke").expect(204))
        again.post("/v1/auth/revoke").expect(204)
    assert len(events_of(ann.service, "logout")) == 1


def test_another_session_can_be_ended_by_its_refresh_token(ann: Person) -> None:
    phone = elsewhere(ann)
    ann.post("/v1/auth/revoke", {"token": phone.refresh}).expect(204)
    assert not is_signed_in(phone)
    assert is_signed_in(ann)


@pytest.mark.parametrize("spoil", [lambda text: text[:-64] + "A" * 64, lambda text: "x", lambda text: text.lower()])
def test_ending_what_is_none_of_ones_own_is_answered_alike_and_ends_nothing(ann: Person, spoil: object) -> None:
    ben = ann.service.person("Ben")
    for text in (ben.refresh, spoil(ann.refresh)):  # type: ignore[operator]
        ann.post("/v1/auth/revoke", {"token": text}).expect(204)
    assert is_signed_in(ann)
    assert is_signed_in(ben)
    assert events_of(ann.service, "logout") == []


def test_sessions_are_listed_newest_first_and_the_present_one_is_marked(ann: Person) -> None:
    service = ann.service
    service.clock.advance(minutes=1)
    phone = elsewhere(ann, headers={"User-Agent": "Phone/1"}, source_ip="198.51.100.7")  # type: ignore[arg-type]
    page = phone.get("/v1/me/sessions").expect(200)
    assert [(row["id"], row["current"]) for row in page["data"]] == [
        (session_of(phone), True),
        (session_of(ann), False),
    ]
    newest = page["data"][0]
    assert newest["user_agent"] == "Phone/1"
    assert newest["source_ip"] == "198.51.100.7"
    assert phone.get(f"/v1/me/sessions/{newest['id']}").expect(200) == newest


def test_a_list_of_sessions_holds_no_secret(ann: Person) -> None:
    text = ann.get("/v1/me/sessions").text
    for field in ("family", "previous", "epoch", "digest"):
        assert field not in text


def test_sessions_are_paged(ann: Person) -> None:
    for _ in range(4):
        elsewhere(ann)
    seen, path = [], "/v1/me/sessions?limit=2"
    while path:
        page = ann.get(path).expect(200)
        seen += [row["id"] for row in page["data"]]
        cursor = page["page"]["next_cursor"]
        path = f"/v1/me/sessions?limit=2&cursor={cursor}" if cursor else ""
    assert len(seen) == len(set(seen)) == 5


def test_a_session_can_be_ended_from_another_one(ann: Person) -> None:
    phone = elsewhere(ann)
    ann.delete(f"/v1/me/sessions/{session_of(phone)}").expect(204)
    assert not is_signed_in(phone)
    assert renew(ann.service, phone.refresh).status == 401
    assert [row["id"] for row in ann.get("/v1/me/sessions").expect(200)["data"]] == [session_of(ann)]
    assert len(events_of(ann.service, "session.revoked")) == 1
    assert ann.delete(f"/v1/me/sessions/{session_of(phone)}").status == 404


def test_nobody_sees_or_ends_the_sessions_of_others(ann: Person) -> None:
    eve = ann.service.person("Eve")
    path = f"/v1/me/sessions/{session_of(ann)}"
    absent = "/v1/me/sessions/ses_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"
    for method in ("GET", "DELETE"):
        assert eve.call(method, path).status == eve.call(method, absent).status == 404
    assert is_signed_in(ann)


@pytest.mark.parametrize("name", ["x", "account", "ses_", "%23account", "..", "ses_01JQ5Z8Y3N6T4W2V1X0R9P8M7K%00"])
def test_a_strange_session_id_is_no_session(ann: Person, name: str) -> None:
    assert ann.get(f"/v1/me/sessions/{name}").status == 404
    assert ann.delete(f"/v1/me/sessions/{name}").status == 404


def test_all_other_sessions_end_at_once(ann: Person) -> None:
    others = [elsewhere(ann) for _ in range(3)]
    ann.delete("/v1/me/sessions").expect(204)
    assert is_signed_in(ann)
    assert [is_signed_in(other) for other in others] == [False] * 3
    assert [renew(ann.service, other.refresh).status for other in others] == [401] * 3
    renew(ann.service, ann.refresh).expect(200)
    assert len(ann.get("/v1/me/sessions").expect(200)["data"]) == 1
    assert len(events_of(ann.service, "account.sessions_revoked")) == 1


def test_ended_sessions_are_not_found_one_by_one_either(ann: Person) -> None:
    phone = elsewhere(ann)
    ann.delete("/v1/me/sessions").expect(204)
    assert ann.get(f"/v1/me/sessions/{session_of(phone)}").status == 404


def test_a_sign_in_while_all_others_end_goes_on_or_ends_but_nothing_between(ann: Person) -> None:
    racing = Interrupting(ann.service.tables)
    with running_interrupted(racing, ann.service.clock) as watched:
        here = Person(watched, ann.email, ann.id, ann.token)
        racing.before_next_transaction(lambda: here.delete("/v1/me/sessions").expect(204))
        tokens = sign_in(watched, ann.email).expect(200)
    works = ann.service.call("GET", "/v1/me", token=tokens["access_token"]).status == 200
    assert (renew(ann.service, tokens["refresh_token"]).status == 200) is works


def test_a_membership_that_ended_ends_no_session_but_its_organization(team: Team) -> None:
    ben = team.join("Ben")
    assert ben.get(team.w).status == 200
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    assert ben.get(team.w).status in (403, 404)
    assert is_signed_in(ben)
    assert sign_in(team.owner.service, ben.email, PASSWORD).status == 200
