"""Ranks: texts that order the tasks of a section, with always room for one more between two.

They are the keys of `fractional_indexing`, with three habits of our own:

- The end of a section is the present time, in microseconds. So a task is put there without a look
  at the others, and later ones come behind earlier ones.
- Every rank ends in two random digits. Two people who put a task into the same gap at the same
  moment get two ranks; should they still collide, the placement's condition makes one start again.
- A rank grows by one character with about six insertions into the very same gap. Where it exceeds
  `CROWDED`, the tasks around it are given new ranks soon after (`make_room`), so ranks stay short.
"""

import os
from collections.abc import Sequence
from datetime import datetime

from fractional_indexing import BASE_62_DIGITS, generate_key_between, generate_n_keys_between

from onetick.kernel.problems import Conflict

CROWDED = 50
"""From this length on, room is made around a rank."""
MAX_LENGTH = 400
"""No rank is longer: the sort key it is part of has 1,024 bytes."""

_END_DIGITS = 9
_END_HEAD = chr(ord("a") + _END_DIGITS - 1)


def at_end(now: datetime) -> str:
    """A rank behind all that were given before `now`."""
    microseconds = int(now.timestamp() * 1_000_000)
    return _jittered(_END_HEAD + _base62(microseconds, _END_DIGITS))


def is_rank(text: str) -> bool:
    """Whether a text can be a rank, and has room behind it: for ranks that others say were given."""
    if not text or len(text) > CROWDED:
        return False
    try:
        return bool(generate_key_between(text, None))
    except Exception:
        # The library has an error of its own, and others for letters that it does not know.
        return False


def between(lower: str | None, upper: str | None) -> str:
    """A rank between two others; None is the beginning or the end of the section.

    Raises Conflict where there is no room at this moment.
    """
    middle: str = generate_key_between(lower, upper)
    # Digits at the end of what begins the upper rank would lead behind it.
    while upper is not None and upper.startswith(middle):
        upper, middle = middle, generate_key_between(lower, middle)
    rank = _jittered(middle)
    if len(rank) > MAX_LENGTH:
        raise Conflict("This place is too crowded right now. Try again in a moment.", headers={"Retry-After": "2"})
    return rank


def behind(rank: str) -> str:
    """A rank right behind one that somebody else may have."""
    return _jittered(rank)


def spread(lower: str, upper: str | None, count: int) -> Sequence[str]:
    """So many ranks between two others, in order, and short."""
    ranks: list[str] = generate_n_keys_between(lower, upper, count)
    return ranks


def room(lower: str, upper: str | None) -> int:
    """How long a rank between two others must be: the shorter, the more room there is."""
    return len(generate_key_between(lower, upper))


def _jittered(rank: str) -> str:
    # From the system: functions restored from one snapshot share the state of `random`.
    first, last = os.urandom(2)
    return f"{rank}{BASE_62_DIGITS[first % 62]}{BASE_62_DIGITS[1 + last % 61]}"


def _base62(number: int, digits: int) -> str:
    places = (number // 62**place % 62 for place in reversed(range(digits)))
    return "".join(BASE_62_DIGITS[digit] for digit in places)
