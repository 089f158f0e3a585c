"""Identifiers: `<prefix>_<ULID>`, sortable by creation time."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import NewType

import uuid_utils

from .snapshots import reseed_after_restore

reseed_after_restore()

OrgId = NewType("OrgId", str)
WorkspaceId = NewType("WorkspaceId", str)
PrincipalId = NewType("PrincipalId", str)

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = tuple(first + second for first in _CROCKFORD for second in _CROCKFORD)
ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
"""The regular expression of one."""
_RANDOM = (1 << 80) - 1


def new_ulid() -> str:
    """A 26-character ULID, monotonic within the process.

    A UUIDv7 starts with the same 48-bit millisecond clock as a ULID, so its 128 bits written in
    Crockford base 32 are a valid ULID that sorts by creation time.
    """
    return _written(uuid_utils.uuid7().int)


def new_id(prefix: str) -> str:
    """A new identifier such as `tsk_01J…`; `prefix` is three letters of the product's list."""
    return f"{prefix}_{new_ulid()}"


def ulid_at(moment: datetime, *, after: str = "") -> str:
    """A ULID of a moment; a later one when it would not sort behind `after`."""
    milliseconds = int(moment.timestamp() * 1000)
    number = (milliseconds << 80) | (uuid_utils.uuid7().int & _RANDOM)
    return _written(max(number, _read(after) + 1)) if after else _written(number)


def last_ulid_at(moment: datetime) -> str:
    """A text behind every ULID of this millisecond, and before those of the next."""
    return _written(int(moment.timestamp() * 1000) << 80)[:10] + "~"


def id_of(prefix: str, number: int) -> str:
    """The identifier with this 128-bit number: for what is named by a digest rather than by its time."""
    return f"{prefix}_{_written(number)}"


def number_of(identifier: str) -> int:
    """The 128-bit number of an identifier; its first 48 bits are the milliseconds since 1970 when it was made."""
    number = 0
    for letter in identifier.rpartition("_")[2]:
        number = number << 5 | _CROCKFORD.index(letter)
    return number


def id_pattern(prefix: str) -> str:
    """The regular expression (ECMA and Python) that an identifier with this prefix matches in full."""
    return f"^{prefix}_{ULID}$"


def is_id(prefix: str, text: str) -> bool:
    """Whether `text` is a well-formed identifier with this prefix."""
    return _matcher(prefix)(text) is not None


@cache
def _matcher(prefix: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(id_pattern(prefix)).fullmatch


def _read(ulid: str) -> int:
    number = 0
    for character in ulid:
        number = number << 5 | _CROCKFORD.index(character)
    return number


def _written(number: int) -> str:
    return "".join([_PAIRS[(number >> shift) & 1023] for shift in range(120, -1, -10)])
