"""Idempotency records: the response to a key, stored in the transaction that earned it.

The record is written together with the change, under the condition that it does not exist. So of
any number of concurrent calls with one key exactly one commits; the others find its record and
answer with it.

A response that holds a credential is stored encrypted under a key that only the caller has: it is
derived from the Idempotency-Key itself, of which the table keeps just a hash.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from ..entity import Entity, entity
from ..ids import OrgId
from ..keys import fingerprint
from ..problems import IdempotencyKeyReused, ValidationFailed
from ..table import TableName

KEEP_SECONDS = 24 * 3600
MAX_KEY_LENGTH = 128


@entity("idempotency", pk="{org_id}#idempotency#{caller}", sk="{name}", forgets="It only repeats an answer.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Replay(Entity):
    """The stored response of a tenant's call."""

    org_id: OrgId
    caller: str
    name: str
    request: str
    status: int
    headers: dict[str, str]
    body: str
    sealed: bool
    expires: int


@entity("global_idempotency", table=TableName.GLOBAL, pk="idempotency#{caller}", sk="{name}")
@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalReplay(Entity):
    """The stored response of a call outside any tenant."""

    caller: str
    name: str
    request: str
    status: int
    headers: dict[str, str]
    body: str
    sealed: bool
    expires: int


AnyReplay = Replay | GlobalReplay


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKey:
    """One call's key: who sent it, its text, and the digest of the request it was sent with."""

    caller: str
    text: str
    request: str
    org: OrgId | None

    @property
    def name(self) -> str:
        """What the table knows of the key: a digest."""
        return fingerprint(self.caller, self.text)

    @property
    def stored(self) -> tuple[type[AnyReplay], dict[str, Any]]:
        """The record's class and the parts of its key."""
        if self.org is None:
            return GlobalReplay, {"caller": self.caller, "name": self.name}
        return Replay, {"org_id": self.org, "caller": self.caller, "name": self.name}

    def check(self, found: AnyReplay) -> None:
        """Raises IdempotencyKeyReused when the record belongs to another request."""
        if found.request != self.request:
            raise IdempotencyKeyReused()

    def record(self, status: int, headers: dict[str, str], body: str, *, secret: bool, now: int) -> AnyReplay:
        """The record of a response."""
        cls, parts = self.stored
        return cls(
            **parts,
            request=self.request,
            status=status,
            headers=headers,
            body=self._seal(body) if secret else body,
            sealed=secret,
            expires=now + KEEP_SECONDS,
        )

    def body_of(self, found: AnyReplay) -> str:
        """The body a record holds."""
        return self._unseal(found.body) if found.sealed else found.body

    def _cipher(self) -> Any:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(
            hashlib.sha256(b"onetick-idempotency-seal\x00" + self.caller.encode() + self.text.encode()).digest()
        )

    def _seal(self, body: str) -> str:
        import secrets

        nonce = secrets.token_bytes(12)
        return base64.b64encode(nonce + self._cipher().encrypt(nonce, body.encode(), None)).decode()

    def _unseal(self, body: str) -> str:
        raw = base64.b64decode(body)
        plain: bytes = self._cipher().decrypt(raw[:12], raw[12:], None)
        return plain.decode()


def checked_key(text: str) -> str:
    """A usable Idempotency-Key. Raises ValidationFailed for an empty, long or unprintable one."""
    if not 1 <= len(text) <= MAX_KEY_LENGTH or not text.isascii() or not text.isprintable():
        raise ValidationFailed(f"Idempotency-Key must be 1 to {MAX_KEY_LENGTH} printable ASCII characters.")
    return text
