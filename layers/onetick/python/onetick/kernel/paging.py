"""Pages: windows with opaque, signed cursors bound to one tenant, list, filter and sort.

A cursor holds a position in a partition. It is signed so that nobody can craft a position in
another partition, and bound to the request it came from so that a changed filter is an error
rather than a silently wrong page.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from .problems import CursorMismatch
from .table import Position

T = TypeVar("T")

DEFAULT_LIMIT, MAX_LIMIT = 50, 100
CURSOR_LIFE = 24 * 3600


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page. `next_cursor` is None at the end; a short page is not the end."""

    data: Sequence[T]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The page a request asks for: at most `limit` rows behind `start`.

    `binding` identifies the list, filter, sort and tenant; `key` signs cursors; `now` is in Unix seconds.
    `mark` is what else the list depends on that the request does not say; `came` is that of the cursor.
    """

    limit: int = DEFAULT_LIMIT
    start: Position | None = None
    binding: str = ""
    key: bytes = b""
    now: int = 0
    mark: str = ""
    came: str = ""

    def opened(self, cursor: str, *, part: str = "") -> "Paging":
        """Where a cursor of this very list goes on. Raises CursorMismatch for any other text."""
        position, mark = self._read(cursor, part)
        return replace(self, start=position, came=mark)

    def marked(self, mark: str) -> "Paging":
        """The same, for a list that depends on this, too. Raises CursorMismatch when the cursor came from another."""
        if self.start is not None and self.came != mark:
            raise CursorMismatch("What is listed was changed meanwhile. Start again without a cursor.")
        return replace(self, mark=mark)

    def cut(self, names: Iterable[str]) -> "Page[str]":
        """One page, in order, of names that are all known already: for short lists that are no partition."""
        behind = self.start.sk if self.start else ""
        left = sorted(name for name in names if name > behind)
        rows = left[: self.limit]
        more = len(left) > self.limit
        return Page(rows, self.cursor(Position("", rows[-1])) if more else None)

    def slice(self, names: Sequence[str]) -> "Page[str]":
        """One page of names in the order of a short list that is known already, and that may change between pages."""
        first = 0
        if self.start is not None:
            # A cursor holds the last name shown and its place, for when that one is gone meanwhile.
            place, _, shown = self.start.sk.partition(" ")
            first = names.index(shown) + 1 if shown in names else int(place)
        rows = names[first : first + self.limit]
        end = first + len(rows)
        return Page(rows, self.cursor(Position("", f"{end - 1} {rows[-1]}")) if end < len(names) else None)

    def cursor(self, position: Position | None, *, part: str = "") -> str | None:
        """The cursor that continues behind `position`; `part` names one of several lists in a response."""
        if position is None:
            return None
        # To the hour, so that the same page has the same text, and so the same ETag, when it is asked for again.
        expires = self.now - self.now % 3600 + CURSOR_LIFE + 3600
        held = [list(position), expires, *([self.mark] if self.mark else [])]
        payload = json.dumps(held, separators=(",", ":")).encode()
        return _encode(self._sign(payload, part) + payload)

    def read(self, cursor: str, *, part: str = "") -> Position:
        """The position a cursor of this very list holds. Raises CursorMismatch for any other text."""
        return self._read(cursor, part)[0]

    def _read(self, cursor: str, part: str) -> tuple[Position, str]:
        try:
            raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            signature, payload = raw[:16], raw[16:]
            if not hmac.compare_digest(signature, self._sign(payload, part)):
                raise CursorMismatch()
            position, expires, *marks = json.loads(payload)
        except (ValueError, TypeError):
            raise CursorMismatch() from None
        if expires < self.now:
            raise CursorMismatch("The cursor has expired. Start again without one.")
        return Position(*position), "".join(marks)

    def _sign(self, payload: bytes, part: str) -> bytes:
        message = b"\x00".join((self.binding.encode(), part.encode(), payload))
        return hmac.new(self.key, message, hashlib.sha256).digest()[:16]


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
