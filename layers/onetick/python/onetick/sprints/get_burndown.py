"""How a sprint went, day by day: sums of what its ledger recorded, in one query."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from onetick.kernel.work import Work

from .model import MAX_DAYS, Amounts, Sprint
from .schemas import AmountsView, BurndownDayView, BurndownView
from .sums import UNCHANGED, Changes, by_day, totals


def get_burndown(work: Work, sprint: Sprint) -> BurndownView:
    """The days of a sprint from its start until today, or until it was completed; none before it starts.

    At most as many days as a sprint may be meant to last.
    """
    committed = totals(work, sprint).committed
    return BurndownView(
        sprint_id=sprint.id,
        state=sprint.state,
        committed=_view(committed),
        capacity_points=sprint.capacity_points,
        capacity_minutes=sprint.capacity_minutes,
        days=list(_days(work, sprint, committed)),
    )


def _days(work: Work, sprint: Sprint, committed: Amounts) -> Iterator[BurndownDayView]:
    if sprint.started_at is None:
        return
    changes = by_day(work, sprint)
    first, last = sprint.day_of(sprint.started_at), sprint.day_of(sprint.completed_at or work.now)
    scope, done = committed, _done_before(work, sprint, changes)
    for number in range(min((last - first).days + 1, MAX_DAYS)):
        day = first + timedelta(days=number)
        added, removed, finished = changes.get(day, UNCHANGED)
        scope, done = scope + added - removed, done + finished
        yield BurndownDayView(
            date=day,
            scope=_view(scope),
            done=_view(done),
            remaining=_view(scope - done),
            added=_view(added),
            removed=_view(removed),
            ideal=_ideal(sprint, day),
        )


def _done_before(work: Work, sprint: Sprint, changes: Mapping[date, Changes]) -> Amounts:
    """What was done already when the sprint was started: what the days do not tell of all that is done."""
    done = totals(work, sprint).done
    for _, _, finished in changes.values():
        done -= finished
    return done


def _ideal(sprint: Sprint, day: date) -> float:
    """The share that is left on the evening of a day when each day does as much as the others."""
    if sprint.start_on is None or sprint.end_on is None:
        return 0.0
    length, passed = (sprint.end_on - sprint.start_on).days + 1, (day - sprint.start_on).days + 1
    return round(min(1.0, max(0.0, 1 - passed / length)), 4)


def _view(amounts: Amounts) -> AmountsView:
    return AmountsView.model_validate(amounts)
