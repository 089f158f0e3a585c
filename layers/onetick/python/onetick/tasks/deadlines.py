"""Until when a task is on time.

A task with a time is due at that moment. One that is due all day is on time until the day is over, in
its own time zone: whoever finishes it on the last evening is not late.
"""

from datetime import UTC, date, datetime, timedelta

_DAY = timedelta(days=1)


def deadline(due_at: datetime, *, all_day: bool, timezone: str | None) -> datetime:
    """The moment from which an open task is overdue."""
    return _midnight(_day(due_at, timezone) + _DAY, timezone) if all_day else due_at


def beginning(due_at: datetime, *, all_day: bool, timezone: str | None) -> datetime:
    """When it is due: at that moment, or from the first of that day."""
    return _midnight(_day(due_at, timezone), timezone) if all_day else due_at


def morning(due_at: datetime, timezone: str | None) -> datetime:
    """Nine o'clock on the day that something is due all day."""
    from zoneinfo import ZoneInfo

    day = _day(due_at, timezone)
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(timezone or "UTC")).astimezone(UTC)


def in_order(start_at: datetime, due_at: datetime, *, all_day: bool, timezone: str | None) -> bool:
    """Whether a task is due after it starts; all day, it may be on the same day."""
    if all_day:
        return _day(start_at, timezone) <= _day(due_at, timezone)
    return start_at <= due_at


def _day(moment: datetime, timezone: str | None) -> date:
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(timezone or "UTC")).date()


def _midnight(day: date, timezone: str | None) -> datetime:
    """When a day begins. Where clocks skip midnight, an hour later by the clock, which is the same moment."""
    from zoneinfo import ZoneInfo

    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(timezone or "UTC")).astimezone(UTC)
