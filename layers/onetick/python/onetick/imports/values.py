"""Values as sources write them: dates, numbers, lists. Each gives None for nothing, and raises ValueError otherwise."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Literal

from onetick.projects.model import Category

DateOrder = Literal["ymd", "dmy", "mdy"]

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([T ].*)?")
_WRITTEN = ("%d/%b/%y %I:%M %p", "%d/%b/%Y %I:%M:%S %p", "%d/%B/%Y %I:%M:%S %p", "%b %d, %Y %I:%M %p", "%b %d, %Y")
"""How Jira and monday write moments with names of months."""
_SCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2} GMT[+-]\d{4})( \(.*\))?")
"""How JavaScript writes them, and Linear with it."""
_PARTS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?)?")
_NUMBER = re.compile(r"[-+]?[0-9]{1,12}(\.[0-9]{1,6})?")


def moment(text: str, order: DateOrder, zone: tzinfo) -> tuple[datetime, bool] | None:
    """The moment that a text names, in UTC, and whether it names only a day.

    ISO 8601 is always understood, whatever the `order`; a moment without an offset is in `zone`.
    """
    text = text.strip()
    if not text:
        return None
    if _ISO.fullmatch(text):
        return _iso(text, zone)
    if match := _PARTS.fullmatch(text):
        return _by_parts(match, order, zone)
    found = _by_names(text, zone)
    if found is None:
        raise ValueError(f"{text[:40]!r} is not a date")
    return found


def since_1970(text: str) -> datetime | None:
    """The moment that a text names by its milliseconds since 1970; None for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        return None
    try:
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def category_of(status: str) -> Category | None:
    """What a status means, by a name that many teams have for it; None for any other."""
    return _CATEGORIES.get(" ".join(status.casefold().split()))


def number(text: str) -> float | None:
    """A number with a point or a comma before its decimals; separators of thousands are not understood."""
    text = text.strip()
    if not text:
        return None
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"{text[:40]!r} is not a number")
    return float(plain)


def truth(text: str) -> bool:
    """Whether a text says yes; nothing says no."""
    word = text.strip().casefold()
    if word in {"", "0", "n", "no", "false", "open", "-"}:
        return False
    if word in {"1", "y", "yes", "true", "x", "done", "complete", "completed", "✓"}:
        return True
    raise ValueError(f"{text[:40]!r} is neither yes nor no")


def words(text: str) -> tuple[str, ...]:
    """The parts of a list with commas, semicolons or line ends between them, each once."""
    return tuple(dict.fromkeys(part for raw in re.split(r"[,;\n]", text) if (part := raw.strip())))


_CATEGORIES: Mapping[str, Category] = {
    **dict.fromkeys(("backlog", "triage", "icebox", "ideas"), "backlog"),
    **dict.fromkeys(("todo", "to do", "open", "new", "not started", "ready", "planned"), "unstarted"),
    **dict.fromkeys(("in progress", "in review", "doing", "started", "working on it", "stuck", "blocked"), "started"),
    **dict.fromkeys(("done", "closed", "complete", "completed", "resolved", "shipped"), "completed"),
    **dict.fromkeys(("canceled", "cancelled", "duplicate", "won't do", "wont do", "not planned"), "cancelled"),
}


def _by_names(text: str, zone: tzinfo) -> tuple[datetime, bool] | None:
    if match := _SCRIPT.fullmatch(text):
        try:
            return datetime.strptime(match[1], "%b %d %Y %H:%M:%S GMT%z").astimezone(UTC), False
        except ValueError:
            return None
    for form in _WRITTEN:
        try:
            found = datetime.strptime(" ".join(text.split()), form).replace(tzinfo=zone)
        except ValueError:
            continue
        if "%I" in form:
            return _in_utc(found), False
        return _at_midnight(found.date(), zone), True
    return None


def _iso(text: str, zone: tzinfo) -> tuple[datetime, bool]:
    only_day = len(text) <= len("2026-01-31")
    try:
        if only_day:
            year, month, day = (int(part) for part in text.split("-"))
            return _at_midnight(date(year, month, day), zone), True
        found = datetime.fromisoformat(text.replace(" UTC", "+00:00"))
    except ValueError:
        raise ValueError(f"{text[:40]!r} is not a date") from None
    return _in_utc(found if found.tzinfo else found.replace(tzinfo=zone)), False


def _by_parts(match: re.Match[str], order: DateOrder, zone: tzinfo) -> tuple[datetime, bool]:
    first, second, third = (int(part) for part in match.groups()[:3])
    year, month, day = {"ymd": (first, second, third), "dmy": (third, second, first), "mdy": (third, first, second)}[
        "ymd" if len(match[1]) == 4 else order
    ]
    try:
        whole = date(year if year > 99 else 2000 + year, month, day)
        if match[4] is None:
            return _at_midnight(whole, zone), True
        hour = int(match[4])
        if match[7]:
            hour = hour % 12 + (12 if match[7].lower() == "pm" else 0)
        found = datetime(whole.year, whole.month, whole.day, hour, int(match[5]), int(match[6] or 0), tzinfo=zone)
    except ValueError:
        raise ValueError(f"{match[0][:40]!r} is no date in the order {order}") from None
    return _in_utc(found), False


def _at_midnight(day: date, zone: tzinfo) -> datetime:
    return _in_utc(datetime(day.year, day.month, day.day, tzinfo=zone))


def _in_utc(found: datetime) -> datetime:
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise ValueError("the date is out of range") from None
