"""Dates of a template: from moments to days since a beginning, and from there to other moments.

A day is a day and a time is what the clocks show, in the zone of the task or else of the template. So
nine in the morning stays nine in the morning when the clocks change between the two beginnings.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from onetick.kernel.problems import Fault, Unprocessable
from onetick.tasks.deadlines import in_order

from .model import Offset, Template, TemplateTask

Weekends = Literal["keep", "forward", "back"]
_EARLIEST, _LATEST = date(1970, 1, 2), date(9998, 12, 30)
_TO_MONDAY = {5: 2, 6: 1}
_TO_FRIDAY = {5: -1, 6: -2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Where a template's days lead: what its zero is, in which zone, and what becomes of weekends."""

    zero: date
    timezone: str = "UTC"
    weekends: Weekends = "keep"


def zone_of(*, all_day: bool, own: str | None, other: str) -> ZoneInfo:
    """The zone in which a task's days are meant: those of an all-day task are in UTC unless it says otherwise."""
    return ZoneInfo(own or ("UTC" if all_day else other))


def offset(moment: datetime, zero: date, zone: ZoneInfo) -> Offset:
    """A moment as a template has it."""
    local = moment.astimezone(zone)
    return Offset(day=(local.date() - zero).days, time=local.time().isoformat("milliseconds"))


def moment(at: Offset, shift: Shift, zone: ZoneInfo) -> datetime:
    """The moment that a template's day and time lead to. Raises Unprocessable beyond all calendars.

    A time that the clocks skip is as if they had not; of two it is the first.
    """
    day = _worked(_day(shift.zero, at.day), shift.weekends)
    return datetime.combine(day, time.fromisoformat(at.time), zone).astimezone(UTC)


def dates(task: TemplateTask, shift: Shift | None) -> tuple[datetime | None, datetime | None]:
    """When a task made from a template starts and is due; neither when nobody said where its days lead."""
    if shift is None:
        return None, None
    zone = zone_of(all_day=task.all_day, own=task.timezone, other=shift.timezone)
    start = moment(task.start, shift, zone) if task.start is not None else None
    due = moment(task.due, shift, zone) if task.due is not None else None
    if start is None or due is None or in_order(start, due, all_day=task.all_day, timezone=task.timezone):
        return start, due
    # Both were moved to the same working day, the later one from an earlier hour.
    return due, due


def shift_of(
    template: Template, start_on: date | None, due_on: date | None, timezone: str | None, *, skip_weekends: bool
) -> Shift | None:
    """Where a template's days lead when it shall start or be due then.

    Counted from a start, what would be on a weekend is on the Monday after it, and counted back from an
    end on the Friday before. Raises Unprocessable when both or not what the template asks for was given.
    """
    if start_on is not None and due_on is not None:
        fault = Fault("/due_on", "contradiction", "excludes start_on: one of them moves all dates")
        raise Unprocessable("Say when it starts or when it is due, not both.", errors=[fault])
    _require_asked(template, start_on, due_on)
    zone = timezone or template.timezone
    if start_on is not None:
        zero = _day(start_on, -template.first)
        return Shift(zero=zero, timezone=zone, weekends="forward" if skip_weekends else "keep")
    if due_on is not None:
        last = template.last if template.last is not None else template.first
        zero = _day(due_on, -last)
        return Shift(zero=zero, timezone=zone, weekends="back" if skip_weekends else "keep")
    return None


def _require_asked(template: Template, start_on: date | None, due_on: date | None) -> None:
    missing = {
        "start_on": start_on is None,
        "due_on": due_on is None,
        "either": start_on is None and due_on is None,
        "nothing": False,
    }[template.asks_for]
    if missing and template.last is not None:
        name = "due_on" if template.asks_for == "due_on" else "start_on"
        fault = Fault(f"/{name}", "required", "is what all dates of the template are counted from")
        raise Unprocessable("The template asks for a date.", errors=[fault])


def _day(zero: date, days: int) -> date:
    try:
        found = zero + timedelta(days=days)
    except OverflowError:
        found = date.max
    if not _EARLIEST <= found <= _LATEST:
        fault = Fault("/start_on", "out_of_range", "leads beyond the years 1970 to 9998")
        raise Unprocessable("Not every date of the template would be in our time.", errors=[fault])
    return found


def _worked(day: date, weekends: Weekends) -> date:
    moves = {"forward": _TO_MONDAY, "back": _TO_FRIDAY, "keep": {}}[weekends]
    return day + timedelta(days=moves.get(day.weekday(), 0))
