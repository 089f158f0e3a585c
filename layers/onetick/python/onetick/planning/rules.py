"""Rules of recurrence: RRULEs of RFC 5545 for dates, evaluated in bounded time.

What is taken is what a task can recur by: frequencies from days to years. The time of day comes from
the task, so parts for hours, minutes and seconds are refused, and with them whatever would match every
second. `python-dateutil` finds the dates. Left alone it would look for a rule that never matches up to
the year 9999, for seconds. But the calendar repeats itself every 400 years, to the day of the week. So
a rule is moved, by a multiple of these, to where the search ends after 40 to 440 years.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from onetick.tasks.parts import Recurrence

MAX_TEXT = 400
MAX_COUNT = 1_000
MAX_INTERVAL = 400
MAX_LEFT_OUT = 60
"""So many dates in a row may be left out, on weekends above all; then the rule counts as one that never matches."""

_PERIOD = 400
_LAST_YEAR = 9_959
_EARLIEST_YEAR, _LATEST_YEAR = 1_970, 9_998
"""Of any moment of the product."""
_UNTIL_MONDAY = {5: timedelta(days=2), 6: timedelta(days=1)}

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAY = r"(MO|TU|WE|TH|FR|SA|SU)"
_UNTIL = r"[0-9]{8}(T[0-9]{6}Z?)?"
_NUMBERS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_ALLOWED = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH"},
    "MONTHLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"},
}
_COMMON = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}


class Unfit(ValueError):
    """A rule that a task cannot recur by; the message says why, and `code` in a word."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was read: its dates without an end, and the two ways in which it may end."""

    text: str
    endless: str
    count: int | None = None
    until: str | None = None

    def after(self, date: datetime) -> datetime | None:
        """The next date behind one of the rule's own; None when there is none for 40 years at least."""
        from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

        years = (_LAST_YEAR - date.year) // _PERIOD * _PERIOD
        start = date.replace(year=date.year + years)
        found: datetime | None = rrulestr(self.endless, dtstart=start).after(start)
        if found is None or found.year - years > _LATEST_YEAR:
            return None
        return found.replace(year=found.year - years)

    def is_over(self, date: datetime, zone: ZoneInfo) -> bool:
        """Whether a date is behind the rule's last day or moment."""
        if self.until is None:
            return False
        if len(self.until) == 8:
            return date.strftime("%Y%m%d") > self.until
        last = datetime.fromisoformat(self.until.rstrip("Z"))
        if self.until.endswith("Z"):
            last = last.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        return date > last


@lru_cache(maxsize=256)
def read(text: str) -> Rule:
    """The rule in a text. Raises Unfit."""
    parts = _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise Unfit("frequency", f"needs FREQ, one of {', '.join(_FREQUENCIES)}")
    for name, value in parts.items():
        _check(name, value, frequency)
    if "COUNT" in parts and "UNTIL" in parts:
        raise Unfit("contradiction", "has both COUNT and UNTIL")
    if "BYSETPOS" in parts and not any(name in parts for name in ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")):
        raise Unfit("incomplete", "has BYSETPOS, but nothing to choose from")
    ends = {"COUNT", "UNTIL"}
    return Rule(
        text=";".join(f"{name}={value}" for name, value in parts.items()),
        endless=";".join(f"{name}={value}" for name, value in parts.items() if name not in ends),
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        until=parts.get("UNTIL"),
    )


def following(recurrence: Recurrence, after: datetime, previous: datetime) -> tuple[datetime, datetime] | None:
    """The next date by the rule behind another, and the moment that it means; None when the series is over.

    `previous` is the moment that came before. What would be at the same moment or earlier is left out,
    as when the days of a weekend all move to the Monday, or a clock skips a day.
    """
    rule, zone = read(recurrence.rule), ZoneInfo(recurrence.timezone)
    if rule.count is not None and recurrence.number >= rule.count:
        return None
    date = after
    for _ in range(MAX_LEFT_OUT):
        found = rule.after(date)
        if found is None or rule.is_over(found, zone):
            return None
        date = found
        if recurrence.skip_weekends and date.weekday() in _UNTIL_MONDAY:
            continue
        ahead = _UNTIL_MONDAY.get(date.weekday()) if recurrence.next_business_day else None
        moment = moment_of(date + ahead if ahead else date, zone)
        if moment > previous:
            return date, moment
    return None


def preview(recurrence: Recurrence, count: int) -> list[datetime]:
    """The next moments, as far as they are known."""
    zone = ZoneInfo(recurrence.timezone)
    moments: list[datetime] = []
    at = recurrence.occurrence
    moment = moment_of(at, zone)
    while len(moments) < count and (found := following(recurrence, at, moment)) is not None:
        at, moment = found
        moments.append(moment)
        recurrence = replace(recurrence, number=recurrence.number + 1)
    return moments


def moment_of(date: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a local date and time: one that clocks skip is as if they had not; of two it is the first."""
    return date.replace(tzinfo=zone, fold=0).astimezone(UTC)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment as the clocks show it."""
    return moment.astimezone(zone).replace(tzinfo=None)


def _parts(text: str) -> dict[str, str]:
    if len(text) > MAX_TEXT:
        raise Unfit("too_long", f"is longer than {MAX_TEXT} characters")
    found: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").rstrip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not re.fullmatch("[A-Z]+", name):
            raise Unfit("malformed", f"has a part that is no NAME=VALUE: {part[:40]}")
        if name in found:
            raise Unfit("malformed", f"has {name} twice")
        found[name] = value
    return found


def _check(name: str, value: str, frequency: str) -> None:
    if name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        raise Unfit("time", f"has {name}: the time of day is that of the task")
    if name not in _COMMON and name not in _ALLOWED[frequency]:
        raise Unfit("unsupported", f"has {name[:20]}, which does not go with FREQ={frequency}")
    match name:
        case "INTERVAL":
            _require_number(name, value, MAX_INTERVAL)
        case "COUNT":
            _require_number(name, value, MAX_COUNT)
        case "UNTIL":
            _require_date(value)
        case "WKST":
            _require(re.fullmatch(_DAY, value), name)
        case "BYDAY":
            _check_days(value, frequency)
        case "BYMONTHDAY" | "BYMONTH" | "BYYEARDAY" | "BYWEEKNO" | "BYSETPOS":
            for one in value.split(","):
                _require(re.fullmatch(r"[+-]?[0-9]{1,3}", one), name)
                most, number = _NUMBERS[name], int(one)
                _require(0 < (number if name == "BYMONTH" else abs(number)) <= most, name)


def _check_days(value: str, frequency: str) -> None:
    for one in value.split(","):
        found = re.fullmatch(rf"([+-]?[0-9]{{1,2}})?{_DAY}", one)
        _require(found, "BYDAY")
        if found is not None and found[1] is not None:
            most = {"MONTHLY": 5, "YEARLY": 53}.get(frequency, 0)
            _require(0 < abs(int(found[1])) <= most, "BYDAY")


def _require_number(name: str, value: str, most: int) -> None:
    _require(re.fullmatch(r"[0-9]{1,4}", value) and 1 <= int(value) <= most, f"{name}, which is 1 to {most}")


def _require_date(value: str) -> None:
    _require(re.fullmatch(_UNTIL, value), "UNTIL")
    try:
        year = datetime.fromisoformat(value.rstrip("Z")).year
    except ValueError:
        raise Unfit("malformed", "has no usable UNTIL") from None
    _require(_EARLIEST_YEAR <= year <= _LATEST_YEAR, "UNTIL")


def _require(fits: object, name: str) -> None:
    if not fits:
        raise Unfit("malformed", f"has no usable {name}")
