"""What of a secret must be nowhere, and where a piece of it is found."""

import re
from collections.abc import Mapping
from typing import Any

_ULID = "[0-9A-HJKMNP-TV-Z]{26}"
# What a token is for, and until when, stands before its secret and is for everybody to know.
_PUBLIC = re.compile(
    rf"^o[rt][tp]_{_ULID}_{_ULID}_|^{_ULID}\.(?:(?:{_ULID}\.{_ULID}|{_ULID}|\d+)\.)?|^eyJ[A-Za-z0-9_-]+\."
)
PIECE = 12


def given_away(answer: Mapping[str, Any]) -> list[str]:
    """The credentials that an answer gives: tokens, and what makes an address work."""
    tokens = [str(answer[name]) for name in ("access_token", "refresh_token", "token") if name in answer]
    address = (answer.get("upload") or answer).get("url") or ""
    return [*tokens, *([address.rpartition("X-Amz-Signature=")[2]] if "X-Amz-Signature=" in address else [])]


def piece_of(secret: str, text: str) -> str | None:
    """A piece of the secret that stands in a text, or None. Short secrets are one piece."""
    hidden = _PUBLIC.sub("", secret)
    length = min(PIECE, len(hidden))
    pieces = (hidden[start : start + length] for start in range(len(hidden) - length + 1))
    return next((piece for piece in pieces if piece in text), None)
