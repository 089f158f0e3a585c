"""The keys that sign access tokens: P-256, in Secrets Manager, one private JWK per version of the secret.

Two are live at all times: the current one signs, and the previous one's tokens still verify; while
keys rotate, the coming one is published too, so that nobody meets a signature by an unknown key.
"""

import base64
import hashlib
import json
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from onetick.kernel.adapters import secrets
from onetick.kernel.problems import UpstreamUnavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

SECRET = "signing-keys"  # noqa: S105 - the name of a secret
ALGORITHM = "ES256"
COOLDOWN_SECONDS = 30.0


class NotAKey(ValueError):
    """A version of the secret holds no usable key, such as the random text that a new deployment starts with."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and its name, the RFC 7638 thumbprint."""

    kid: str
    private: "EllipticCurvePrivateKey"

    def public_jwk(self) -> dict[str, Any]:
        """What verifiers are told."""
        from jwt.algorithms import ECAlgorithm

        jwk = ECAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**jwk, "kid": self.kid, "use": "sig", "alg": ALGORITHM}


def new_signing_key() -> str:
    """A new key as a version of the secret stores it."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from jwt.algorithms import ECAlgorithm

    jwk = ECAlgorithm.to_jwk(generate_private_key(SECP256R1()), as_dict=True)
    return json.dumps({**jwk, "kid": _thumbprint(jwk), "use": "sig", "alg": ALGORITHM})


@lru_cache(maxsize=8)
def parse_signing_key(text: str) -> SigningKey:
    """The key a version of the secret stores. Raises NotAKey."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
    from jwt.algorithms import ECAlgorithm
    from jwt.exceptions import InvalidKeyError

    try:
        jwk = json.loads(text)
        private = ECAlgorithm.from_jwk(jwk)
    except (ValueError, TypeError, AttributeError, InvalidKeyError):
        raise NotAKey("the secret holds no JWK") from None
    if not isinstance(private, EllipticCurvePrivateKey) or not isinstance(private.curve, SECP256R1):
        raise NotAKey("the secret holds no private key on P-256")
    kid = _thumbprint(ECAlgorithm.to_jwk(private.public_key(), as_dict=True))
    if jwk.get("kid", kid) != kid:
        raise NotAKey("the name of the key is not its thumbprint")
    return SigningKey(kid, private)


def current_key() -> SigningKey:
    """The key that signs. Raises UpstreamUnavailable before the first rotation has made one."""
    try:
        return parse_signing_key(secrets.secret(SECRET))
    except NotAKey:
        raise UpstreamUnavailable(
            "Sign-in is being set up. Try again in a minute.", headers={"Retry-After": "60"}
        ) from None


def live_keys() -> list[SigningKey]:
    """Every key whose signatures count, the signing one first."""
    found: dict[str, SigningKey] = {}
    for text in secrets.secret_versions(SECRET).values():
        try:
            key = parse_signing_key(text)
        except NotAKey:
            continue
        found.setdefault(key.kid, key)
    return list(found.values())


_asked_again = -COOLDOWN_SECONDS


def verification_key(kid: str) -> SigningKey | None:
    """The live key with this name, or None.

    The other stages are read only for a name that is not the current key's. For a name that no kept
    key has, the secret is read anew, at most once in `COOLDOWN_SECONDS`: forged names cost nothing.
    """
    found = _kept(kid)
    if found is not None:
        return found
    global _asked_again
    now = time.monotonic()
    if now - _asked_again < COOLDOWN_SECONDS:
        return None
    _asked_again = now
    secrets.forget()
    return _kept(kid)


def allow_asking_again() -> None:
    """Forget when the secret was last read anew: for tests."""
    global _asked_again
    _asked_again = -COOLDOWN_SECONDS


def _kept(kid: str) -> SigningKey | None:
    try:
        key = parse_signing_key(secrets.secret(SECRET))
    except NotAKey:
        key = None
    if key is not None and key.kid == kid:
        return key
    return next((live for live in live_keys() if live.kid == kid), None)


def _thumbprint(jwk: dict[str, Any]) -> str:
    required = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
    canonical = json.dumps(required, sort_keys=True, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(hashlib.sha256(canonical).digest()).rstrip(b"=").decode()
