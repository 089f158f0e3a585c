"""The days that a report is about, and the periods that its rows are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onetick.kernel.problems import Fault, ValidationFailed

from .model import HISTORY_DAYS, MAX_DAYS, day_of
from .schemas import Interval, ReportQuery

USUAL_DAYS = 30
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included, by day, week or month."""

    first: date
    last: date
    interval: Interval

    def periods(self) -> Iterator[tuple[date, date]]:
        """The first and the last day of each period, as far as they are in the span."""
        begin = self.first
        while begin <= self.last:
            end = min(self.last, self._next(begin) - _DAY)
            yield begin, end
            begin = end + _DAY

    def _next(self, day: date) -> date:
        if self.interval == "day":
            return day + _DAY
        if self.interval == "week":
            return day + timedelta(days=7 - day.weekday())
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def span_of(wanted: ReportQuery, now: datetime) -> Span:
    """The days that are asked for. Raises ValidationFailed for those that do not fit, or are too many or too old."""
    today = day_of(now)
    last = min(wanted.last or today, today)
    oldest = today - timedelta(days=HISTORY_DAYS)
    first = wanted.first or max(oldest, last - timedelta(days=USUAL_DAYS - 1))
    if last < oldest:
        _refuse("to", "too_early", f"must be {oldest} or later")
    if first < oldest:
        _refuse("from", "too_early", f"must be {oldest} or later")
    if first > last:
        _refuse("from", "too_late", "must not be after the last day, nor in the future")
    if (last - first).days >= MAX_DAYS:
        _refuse("from", "too_long", f"must be at most {MAX_DAYS} days before the last")
    return Span(first, last, wanted.interval)


def _refuse(name: str, code: str, message: str) -> None:
    raise ValidationFailed("The query is not valid.", errors=[Fault(f"query/{name}", code, message)])
