"""Access tokens: ES256 JWTs that live 15 minutes, for one session and one organization.

The profile is RFC 9068's: `typ` is `at+jwt`, so that nothing else we might ever sign passes for one.
Times are compared with the runtime's clock, strictly but for `LEEWAY` seconds on "not before".
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onetick.kernel.ids import OrgId, PrincipalId, is_id, new_ulid
from onetick.kernel.settings import settings

from .model import Session
from .signing_keys import ALGORITHM, current_key, verification_key

ACCESS_SECONDS = 900
LEEWAY = 5
MAX_LENGTH = 4096

_TYPE = "at+jwt"
_KID = re.compile(r"[A-Za-z0-9_-]{43}")
CLAIMS = ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "sid", "act", "amr", "scope"]


class NotAToken(Exception):
    """The text is no access token of this deployment that counts now; the message is for our log only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """What a verified access token says."""

    account_id: PrincipalId
    session_id: str
    org_id: OrgId | None
    scopes: frozenset[str]


def sign_access_token(session: Session, now: datetime) -> str:
    """An access token for a session. Raises UpstreamUnavailable while there is no key yet."""
    import jwt

    issued, key = int(now.timestamp()), current_key()
    claims = {
        "iss": settings().public_url,
        "sub": session.account_id,
        "aud": audience(),
        "exp": issued + ACCESS_SECONDS,
        "iat": issued,
        "nbf": issued,
        "jti": new_ulid(),
        "sid": session.id,
        "org": session.org_id,
        "act": {"sub": session.account_id, "type": "user"},
        "amr": list(session.methods),
        "scope": "*",
    }
    return jwt.encode(claims, key.private, algorithm=ALGORITHM, headers={"kid": key.kid, "typ": _TYPE})


def read_access_token(text: str, now: datetime) -> AccessToken:
    """What a token says. Raises NotAToken unless it is ours, genuine, and valid now."""
    import jwt

    if len(text) > MAX_LENGTH:
        raise NotAToken("too long")
    try:
        claims = jwt.decode(
            text,
            _key_of(text),
            algorithms=[ALGORITHM],
            audience=audience(),
            issuer=settings().public_url,
            options={
                "require": CLAIMS,
                "strict_aud": True,
                "verify_exp": False,
                "verify_nbf": False,
                "verify_iat": False,
            },
        )
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise NotAToken(type(error).__name__) from None
    _check_times(claims, now.timestamp())
    return _token(claims)


def audience() -> str:
    """Whom tokens are for: this deployment's API."""
    return f"{settings().public_url}/v1"


def _key_of(text: str) -> Any:
    import jwt

    header = jwt.get_unverified_header(text)
    kid = header.get("kid")
    if header.get("alg") != ALGORITHM or header.get("typ") != _TYPE or "crit" in header:
        raise NotAToken("another kind of token")
    if not isinstance(kid, str) or not _KID.fullmatch(kid):
        raise NotAToken("no key named")
    key = verification_key(kid)
    if key is None:
        raise NotAToken("unknown key")
    return key.private.public_key()


def _check_times(claims: dict[str, Any], now: float) -> None:
    times = [claims[name] for name in ("iat", "nbf", "exp")]
    if any(type(moment) is not int for moment in times):
        raise NotAToken("times are not whole numbers")
    issued, not_before, expires = times
    if expires <= now:
        raise NotAToken("expired")
    if max(issued, not_before) > now + LEEWAY:
        raise NotAToken("not valid yet")
    if expires - issued > ACCESS_SECONDS:
        raise NotAToken("lives too long")


def _token(claims: dict[str, Any]) -> AccessToken:
    subject, session, org, scope = (claims.get(name) for name in ("sub", "sid", "org", "scope"))
    if not isinstance(subject, str) or not is_id("usr", subject):
        raise NotAToken("no account")
    if not isinstance(session, str) or not is_id("ses", session):
        raise NotAToken("no session")
    if org is not None and not (isinstance(org, str) and is_id("org", org)):
        raise NotAToken("no organization")
    if not isinstance(scope, str):
        raise NotAToken("no scope")
    return AccessToken(
        account_id=PrincipalId(subject),
        session_id=session,
        org_id=OrgId(org) if org else None,
        scopes=frozenset(scope.split()),
    )
