"""What requests cost at the database, the rate limit's update aside."""

import pytest

from tests.service import PASSWORD, Person, Service, Team

from .interrupting import Interrupting, running_interrupted
from .steps import renew, sign_in


def calls_of(team: Team, method: str, path: str, body: object = None) -> list[str]:
    """The calls of one request, without the authorizer's read."""
    counted = Interrupting(team.owner.service.tables)
    with running_interrupted(counted, team.owner.service.clock) as watched:
        there = Person(watched, team.owner.email, team.owner.id, team.owner.token)
        answer = there.call(method, path, body)
    assert answer.status < 300, answer.text
    assert counted.calls.pop(0) == "get 2", "the authorizer's"
    return counted.calls


@pytest.mark.parametrize(
    ("method", "path", "body", "calls"),
    [
        ("GET", "/v1/me", None, ["get 1"]),
        ("PATCH", "/v1/me", {"name": "Anna"}, ["get 1", "transact 2"]),
        ("GET", "/v1/me/sessions", None, ["get 1", "query"]),
        ("GET", "/v1/me/tokens", None, ["get 1", "query"]),
        ("DELETE", "/v1/me/sessions", None, ["get 2", "transact 3"]),
        ("POST", "/v1/auth/revoke", None, ["get 1", "transact 2"]),
        ("POST", "/v1/me/tokens", {"name": "x", "scopes": ["*"]}, ["get 3", "transact 2"]),
        (
            "POST",
            "/v1/me/password",
            {"current_password": PASSWORD, "new_password": "a quite different secret"},
            ["get 3", "transact 4"],
        ),
    ],
)
def test_what_a_request_reads_and_writes(team: Team, method: str, path: str, body: object, calls: list[str]) -> None:
    assert calls_of(team, method, path, body) == calls


def test_what_signing_in_reads_and_writes(service: Service) -> None:
    counted = Interrupting(service.tables)
    with running_interrupted(counted, service.clock) as watched:
        ann = watched.person("Ann")
        assert counted.calls == ["transact 6"]
        counted.calls.clear()
        sign_in(watched, ann.email).expect(200)
        assert counted.calls == ["get 2", "get 2", "transact 3"]
        counted.calls.clear()
        renew(watched, ann.refresh).expect(200)
        assert counted.calls == ["get 3", "transact 2"]
        organization = ann.post("/v1/organizations", {"name": "Acme"}).expect(201)
        counted.calls.clear()
        sign_in(watched, ann.email, organization_id=organization["id"]).expect(200)
        assert counted.calls == ["get 2", "get 2", "transact 3"]
