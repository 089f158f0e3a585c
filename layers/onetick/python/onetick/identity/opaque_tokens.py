"""Tokens that mean nothing to anybody else: `<kind>_<account>_<id>_<secret>`.

A token names where its record is, so it is found by key, and carries a random secret of which the
record keeps only a digest. The prefix lets secret scanners recognise a leaked one.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Self

from onetick.kernel.ids import PrincipalId

_ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
_REFRESH = re.compile(rf"ort_({_ULID})_({_ULID})_([A-Za-z0-9_-]{{32}})([A-Za-z0-9_-]{{32}})")
_PERSONAL = re.compile(rf"otp_({_ULID})_({_ULID})_([A-Za-z0-9_-]{{43}})")

PERSONAL_PREFIX = "otp_"


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """One refresh token of a session: `family` is the same in all of them, `nonce` is this one's own."""

    account_id: PrincipalId
    session_id: str
    family: str
    nonce: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The token, or None for text that is none."""
        match = _REFRESH.fullmatch(text)
        if match is None:
            return None
        return cls(PrincipalId(f"usr_{match[1]}"), f"ses_{match[2]}", match[3], match[4])

    @classmethod
    def first(cls, account_id: PrincipalId, session_id: str) -> Self:
        """The first token of a session."""
        return cls(account_id, session_id, secrets.token_urlsafe(24), secrets.token_urlsafe(24))

    def next(self) -> Self:
        """The token that takes this one's place."""
        return type(self)(self.account_id, self.session_id, self.family, secrets.token_urlsafe(24))

    def __str__(self) -> str:
        return f"ort_{self.account_id[4:]}_{self.session_id[4:]}_{self.family}{self.nonce}"

    def __repr__(self) -> str:
        return f"RefreshToken({self.session_id})"


@dataclass(frozen=True, slots=True)
class PersonalTokenText:
    """A personal access token as its owner holds it."""

    account_id: PrincipalId
    token_id: str
    secret: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The token, or None for text that is none."""
        match = _PERSONAL.fullmatch(text)
        if match is None:
            return None
        return cls(PrincipalId(f"usr_{match[1]}"), f"tok_{match[2]}", match[3])

    @classmethod
    def new(cls, account_id: PrincipalId, token_id: str) -> Self:
        """A token with a new secret."""
        return cls(account_id, token_id, secrets.token_urlsafe(32))

    def __str__(self) -> str:
        return f"{PERSONAL_PREFIX}{self.account_id[4:]}_{self.token_id[4:]}_{self.secret}"

    def __repr__(self) -> str:
        return f"PersonalTokenText({self.token_id})"


def digest(purpose: str, secret: str) -> str:
    """What is kept of a secret. It is random and long, so a plain hash cannot be turned back."""
    return hashlib.sha256(f"onetick {purpose}\x00{secret}".encode()).hexdigest()


def matches(purpose: str, secret: str, kept: str) -> bool:
    """Whether a secret is the one that was kept, in constant time."""
    return hmac.compare_digest(digest(purpose, secret), kept)
