"""Access tokens: what they say, and every way to forge one that must fail."""

import base64
import hmac
import json
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP384R1, generate_private_key

from onetick.identity import signing_keys
from onetick.identity.access_tokens import NotAToken, audience, read_access_token
from onetick.identity.signing_keys import SigningKey, current_key, new_signing_key, parse_signing_key
from onetick.kernel.adapters import secrets
from onetick.kernel.settings import settings
from tests.service import TEST_SECRETS, Person, Service

from .steps import claims_of, is_signed_in, renew


@pytest.fixture
def ann(service: Service) -> Person:
    return service.person("Ann")


@pytest.fixture(autouse=True)
def _no_cooldown() -> Iterator[None]:
    signing_keys.allow_asking_again()
    yield
    signing_keys.allow_asking_again()


def signed(claims: dict[str, Any], *, key: SigningKey | None = None, **headers: Any) -> str:
    """A token of our own making, by the key that signs unless told; nothing is checked on the way."""
    key = key or current_key()
    header = {"alg": "ES256", "typ": "at+jwt", "kid": key.kid} | headers
    signing_input = f"{encoded(header)}.{encoded(claims)}"
    signature = jwt.get_algorithm_by_name("ES256").sign(signing_input.encode(), key.private)
    return f"{signing_input}.{encoded(signature)}"


def encoded(part: object) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def is_let_in(ann: Person, token: str) -> bool:
    return ann.service.call("GET", "/v1/me", token=token).status == 200


def test_an_access_token_says_who_where_and_for_how_long(ann: Person) -> None:
    header, claims = jwt.get_unverified_header(ann.token), claims_of(ann.token)
    assert header == {"alg": "ES256", "kid": current_key().kid, "typ": "at+jwt"}
    assert set(claims) == {
        "iss", "sub", "aud", "exp", "iat", "nbf", "jti", "sid", "org", "act", "amr", "scope",
    }  # fmt: skip
    assert claims["iss"] == settings().public_url
    assert claims["sub"] == ann.id
    assert claims["aud"] == audience()
    assert claims["exp"] - claims["iat"] == 900
    assert claims["nbf"] == claims["iat"]
    assert claims["act"] == {"sub": ann.id, "type": "user"}
    assert claims["amr"] == ["pwd"]
    assert claims["scope"] == "*"


def test_anybody_can_verify_it_with_the_published_keys(ann: Person) -> None:
    keys = ann.service.call("GET", "/.well-known/jwks.json").expect(200)
    published = jwt.PyJWKSet.from_dict(keys)
    kid = jwt.get_unverified_header(ann.token)["kid"]
    claims = jwt.decode(ann.token, published[kid].key, algorithms=["ES256"], audience=audience())
    assert claims["sub"] == ann.id


def test_each_token_has_its_own_name(ann: Person) -> None:
    renewed = renew(ann.service, ann.refresh).expect(200)["access_token"]
    assert claims_of(renewed)["jti"] != claims_of(ann.token)["jti"]


def test_a_token_expires_after_fifteen_minutes(ann: Person) -> None:
    ann.service.clock.advance(seconds=898)
    assert is_signed_in(ann)
    ann.service.clock.advance(seconds=3)
    assert not is_signed_in(ann)


def test_a_token_of_our_own_making_is_let_in(ann: Person) -> None:
    """The other tests differ from this one in one thing each."""
    assert is_let_in(ann, signed(claims_of(ann.token)))


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "https://evil.example/v1"},
        {"aud": None},
        {"aud": []},
        {"aud": ["http://127.0.0.1:8000/v1", "https://evil.example"]},
        {"sub": "usr_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"},
        {"sub": "system"},
        {"sub": "usr_../../x"},
        {"sub": 7},
        {"sid": "ses_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"},
        {"sid": "account"},
        {"sid": None},
        {"org": "acme"},
        {"org": 7},
        {"scope": None},
        {"scope": ["*"]},
        {"exp": "9999999999"},
        {"exp": 9999999999},
        {"exp": 9999999999.5},
        {"exp": True},
        {"exp": 10**400},
        {"exp": -1},
        {"nbf": 9999999999},
        {"iat": 9999999999, "nbf": 9999999999, "exp": 10000000899},
        {"jti": None},
    ],
)
def test_a_well_signed_token_that_says_something_else_is_refused(ann: Person, change: dict[str, Any]) -> None:
    assert not is_let_in(ann, signed(claims_of(ann.token) | change))


@pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "sid", "act", "amr", "scope"])
def test_a_token_that_leaves_something_out_is_refused(ann: Person, claim: str) -> None:
    claims = claims_of(ann.token)
    del claims[claim]
    assert not is_let_in(ann, signed(claims))


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", ""])
def test_an_unsigned_token_is_refused(ann: Person, alg: str) -> None:
    header = {"alg": alg, "typ": "at+jwt", "kid": current_key().kid}
    unsigned = f"{encoded(header)}.{encoded(claims_of(ann.token))}."
    assert not is_let_in(ann, unsigned)
    assert not is_let_in(ann, unsigned + ann.token.rpartition(".")[2])


@pytest.mark.parametrize("form", ["pem", "jwk", "x"])
def test_the_public_key_is_no_shared_secret(ann: Person, form: str) -> None:
    """HS256 with what everybody can read as the key."""
    key = current_key()
    pem = key.private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    secret = {"pem": pem, "jwk": json.dumps(key.public_jwk()).encode(), "x": key.public_jwk()["x"].encode()}[form]
    signing_input = f"{encoded({'alg': 'HS256', 'typ': 'at+jwt', 'kid': key.kid})}.{encoded(claims_of(ann.token))}"
    forged = f"{signing_input}.{encoded(hmac.digest(secret, signing_input.encode(), 'sha256'))}"
    assert not is_let_in(ann, forged)


def test_a_token_by_another_key_under_our_name_is_refused(ann: Person) -> None:
    stranger = parse_signing_key(new_signing_key())
    assert not is_let_in(ann, signed(claims_of(ann.token), key=stranger, kid=current_key().kid))


def test_a_token_by_another_key_under_its_own_name_is_refused(ann: Person) -> None:
    assert not is_let_in(ann, signed(claims_of(ann.token), key=parse_signing_key(new_signing_key())))


def test_a_key_that_comes_with_the_token_is_not_looked_at(ann: Person) -> None:
    stranger = parse_signing_key(new_signing_key())
    for headers in (
        {"jwk": stranger.public_jwk()},
        {"jku": "https://evil.example/jwks.json"},
        {"x5u": "https://evil.example/cert.pem"},
    ):
        assert not is_let_in(ann, signed(claims_of(ann.token), key=stranger, **headers))
        assert not is_let_in(ann, signed(claims_of(ann.token), key=stranger, kid=current_key().kid, **headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"kid": None},
        {"kid": ""},
        {"kid": "../../../dev/null"},
        {"kid": "' OR 1=1"},
        {"kid": ["a"]},
        {"kid": "A" * 43},
        {"typ": "JWT"},
        {"typ": None},
        {"crit": ["exp"]},
        {"crit": ["b64"], "b64": False},
        {"alg": "ES384"},
        {"alg": "RS256"},
    ],
)
def test_a_token_with_another_header_is_refused(ann: Person, headers: dict[str, Any]) -> None:
    assert not is_let_in(ann, signed(claims_of(ann.token), **headers))


def test_a_token_of_another_deployment_is_refused(ann: Person) -> None:
    elsewhere = {"signing-keys": new_signing_key(), "cursor-key": "x"}
    with secrets.use(elsewhere):
        foreign = signed(claims_of(ann.token))
    assert not is_let_in(ann, foreign)
    assert is_signed_in(ann)


def test_a_tampered_token_is_refused(ann: Person) -> None:
    header, claims, signature = ann.token.split(".")
    richer = encoded(claims_of(ann.token) | {"org": "org_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"})
    flipped = ("A" if signature[10] != "A" else "B").join((signature[:10], signature[11:]))
    for forged in (
        f"{header}.{richer}.{signature}",
        f"{header}.{claims}.{flipped}",
        f"{header}.{claims}.",
        f"{header}.{claims}",
        f"{header}.{claims}.{signature}.{signature}",
        f"{header}.{claims}.{encoded(bytes(64))}",
        f"{header}.{claims}.{encoded(b'0' * 8)}",
    ):
        assert not is_let_in(ann, forged)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "a.b.c",
        "eyJhbGciOiJFUzI1NiJ9",
        encoded(b"[" * 2900) + ".e30.e30",
        encoded(b"\xff\xfe") + ".e30.e30",
        encoded([1, 2]) + ".e30.e30",
        "A" * 10_000,
    ],
)
def test_what_is_no_token_is_refused_quietly(service: Service, text: str) -> None:
    with pytest.raises(NotAToken):
        read_access_token(text, service.clock())


def test_keys_on_another_curve_or_without_their_private_half_are_no_signing_keys() -> None:
    algorithm = jwt.algorithms.ECAlgorithm
    private = generate_private_key(SECP256R1())
    unusable: list[Any] = [
        algorithm.to_jwk(generate_private_key(SECP384R1()), as_dict=True),
        algorithm.to_jwk(private.public_key(), as_dict=True),
        {**algorithm.to_jwk(private, as_dict=True), "kid": "another name"},
        {"keys": []},
        ["a"],
        "text",
        None,
        {"kty": "EC", "crv": "P-256", "x": 1, "y": 2, "d": 3},
        {"kty": "oct", "k": "c2VjcmV0"},
    ]
    for jwk in unusable:
        with pytest.raises(signing_keys.NotAKey):
            parse_signing_key(json.dumps(jwk))
    with pytest.raises(signing_keys.NotAKey):
        parse_signing_key("u7$kQ random text of a new deployment")


def test_the_previous_keys_tokens_still_count(ann: Person) -> None:
    rotated = {
        **TEST_SECRETS,
        "signing-keys": new_signing_key(),
        "signing-keys@AWSPREVIOUS": TEST_SECRETS["signing-keys"],
    }
    with secrets.use(rotated):
        assert is_signed_in(ann)
        renewed = renew(ann.service, ann.refresh).expect(200)["access_token"]
        assert jwt.get_unverified_header(renewed)["kid"] != jwt.get_unverified_header(ann.token)["kid"]


def test_a_key_that_was_rotated_out_counts_no_more(ann: Person) -> None:
    with secrets.use(
        {**TEST_SECRETS, "signing-keys": new_signing_key(), "signing-keys@AWSPREVIOUS": new_signing_key()}
    ):
        assert not is_signed_in(ann)


def test_the_coming_key_is_published_and_counts(ann: Person) -> None:
    coming = new_signing_key()
    with secrets.use({**TEST_SECRETS, "signing-keys@AWSPENDING": coming}):
        keys = ann.service.call("GET", "/.well-known/jwks.json").expect(200)["keys"]
        assert len({key["kid"] for key in keys}) == 3
        assert is_let_in(ann, signed(claims_of(ann.token), key=parse_signing_key(coming)))


def test_nothing_private_is_published(service: Service) -> None:
    keys = service.call("GET", "/.well-known/jwks.json").expect(200)["keys"]
    for key in keys:
        assert set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_before_the_first_key_sign_in_says_that_it_is_being_set_up(service: Service) -> None:
    body = {"email": "ann@example.com", "password": "correct horse battery staple", "name": "Ann"}
    with secrets.use({**TEST_SECRETS, "signing-keys": "random text"}):
        answer = service.call("POST", "/v1/auth/signup", body)
        assert answer.expect(503)["code"] == "upstream_unavailable"
        assert service.call("GET", "/.well-known/jwks.json").status == 503
    assert service.events() == [], "no account that could not be told its tokens"
