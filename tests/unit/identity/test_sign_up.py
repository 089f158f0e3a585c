"""Making an account."""

import json

import pytest

from onetick.identity.emails import digest
from onetick.identity.model import Account, EmailClaim
from tests.service import PASSWORD, Service

from .steps import claims_of, events_of, everything_stored, fresh_ip, sign_in

BODY = {"email": "ann@example.com", "password": PASSWORD, "name": "Ann"}


def test_signing_up_signs_in(service: Service) -> None:
    answer = service.call("POST", "/v1/auth/signup", BODY)
    tokens = answer.expect(201)
    assert set(tokens) == {"access_token", "refresh_token", "token_type", "expires_in", "user", "organization_id"}
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 900
    assert tokens["organization_id"] is None
    assert answer.headers["Cache-Control"] == "no-store"
    me = service.call("GET", "/v1/me", token=tokens["access_token"]).expect(200)
    assert me == tokens["user"]
    assert me["email"] == "ann@example.com"
    assert me["email_verified"] is False


def test_only_a_hash_of_the_password_is_stored(service: Service) -> None:
    service.call("POST", "/v1/auth/signup", BODY).expect(201)
    claim_key = EmailClaim.key(digest=digest("ann@example.com"))
    claim = EmailClaim.kind.from_item(service.tables.get_many([claim_key])[claim_key])
    account_key = Account.key(id=claim.account_id)
    item = service.tables.get_many([account_key])[account_key]
    assert PASSWORD not in item.doc
    assert Account.kind.from_item(item).password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_nothing_that_is_published_holds_the_address_or_a_secret(service: Service) -> None:
    tokens = service.call("POST", "/v1/auth/signup", BODY).expect(201)
    published = json.dumps(service.events())
    assert "ann@example.com" not in published
    assert "argon2" not in published
    assert tokens["refresh_token"] not in published
    assert [event["type"] for event in service.events()] == ["onetick.account.created.v1", "onetick.login.succeeded.v1"]
    [created] = events_of(service, "account.created")
    assert created["actorid"] == created["aggregateid"] == tokens["user"]["id"]


@pytest.mark.parametrize("email", ["ann@example.com", "Ann@Example.COM", "  ann@example.com "])
def test_an_address_has_one_account_however_it_is_spelled(service: Service, email: str) -> None:
    service.call("POST", "/v1/auth/signup", BODY).expect(201)
    taken = service.call("POST", "/v1/auth/signup", {**BODY, "email": email, "name": "Eve"})
    assert taken.expect(409)["code"] == "conflict"
    assert len(events_of(service, "account.created")) == 1


def test_a_taken_address_is_no_oracle_for_its_password(service: Service) -> None:
    service.call("POST", "/v1/auth/signup", BODY).expect(201)
    right = service.call("POST", "/v1/auth/signup", BODY).expect(409)
    wrong = service.call("POST", "/v1/auth/signup", {**BODY, "password": "some other long one"}).expect(409)
    del right["correlation_id"], wrong["correlation_id"]
    assert right == wrong


@pytest.mark.parametrize(
    "password",
    [
        "ann@example.com",
        "AnnExample1!",
        "passwordpassword",
        "password1234!",
        "aaaaaaaaaaaa",
        "qwertyuiop12",
        "0123456789",
    ],
)
def test_a_weak_password_is_refused(service: Service, password: str) -> None:
    body = {"email": "ann@example.com", "password": password, "name": "Ann Example"}
    problem = service.call("POST", "/v1/auth/signup", body).expect(422)
    assert [fault["pointer"] for fault in problem["errors"]] == ["/password"]
    assert password not in json.dumps(problem)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"email": "ann"}, "/email"),
        ({"email": "ann@localhost"}, "/email"),
        ({"email": "ann@example.com\r\nBcc: eve@example.com"}, "/email"),
        ({"email": "änn@example.com"}, "/email"),
        ({"email": "a" * 65 + "@example.com"}, "/email"),
        ({"email": None}, "/email"),
        ({"password": "short"}, "/password"),
        ({"password": "x" * 129}, "/password"),
        ({"password": 1234567890}, "/password"),
        ({"name": "   "}, "/name"),
        ({"name": "A" * 121}, "/name"),
        ({"name": "Ann\nBcc: eve@example.com"}, "/name"),
        ({"admin": True}, "/admin"),
        ({"email_verified": True}, "/email_verified"),
    ],
)
def test_a_bad_body_is_refused_with_a_pointer(service: Service, change: dict[str, object], pointer: str) -> None:
    problem = service.call("POST", "/v1/auth/signup", {**BODY, **change}, source_ip=fresh_ip()).expect(400)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert PASSWORD not in json.dumps(problem)
    assert service.events() == []


def test_a_repeated_call_with_its_key_gives_the_same_account(service: Service) -> None:
    headers = {"Idempotency-Key": "6f1d0d36"}
    first = service.call("POST", "/v1/auth/signup", BODY, headers=headers)
    again = service.call("POST", "/v1/auth/signup", BODY, headers=headers)
    assert again.expect(201) == first.expect(201)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(events_of(service, "account.created")) == 1


def test_a_stored_response_shows_no_token_and_no_trace_of_the_password(service: Service) -> None:
    tokens = service.call("POST", "/v1/auth/signup", BODY, headers={"Idempotency-Key": "6f1d0d36"}).expect(201)
    stored = everything_stored(service)
    assert tokens["refresh_token"] not in stored
    assert tokens["access_token"] not in stored
    assert claims_of(tokens["access_token"])["sid"] in stored, "what is stored was looked at"


def test_signing_up_cannot_be_previewed(service: Service) -> None:
    assert service.call("POST", "/v1/auth/signup?dry_run=true", BODY).status == 400
    assert service.events() == []


def test_sign_ups_from_one_address_are_limited(service: Service) -> None:
    statuses = [service.call("POST", "/v1/auth/signup", {}, source_ip="192.0.2.9").status for _ in range(31)]
    assert statuses == [400] * 30 + [429]
    assert sign_in(service, "ann@example.com", source_ip="192.0.2.10").status == 401, "others are not held up"
