"""Reports about days that have passed: sums of what was recorded day by day."""

from bisect import bisect_right
from collections.abc import Callable, Mapping

from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import workflow_of

from .durations import ENDS, percentile
from .model import CYCLE, FLOW, LEAD, MINUTES, STAY_SECONDS, STAYS, day_of, kinds_of, named, summed
from .periods import Span
from .schemas import RowView, SeriesView, Unit
from .store import Days, days_of, total_of
from .tables import Table, Values, series

MAX_PEOPLE = 20
"""How many people have a series of their own; the others share one."""
OTHERS = "others"
_COUNTED = ("created", "completed", "cancelled", "reopened")
_PERCENTILES = (50, 85, 95)


def throughput(work: Work, project: Project, span: Span) -> Table:
    """How many tasks were made, completed, cancelled and reopened."""
    days = days_of(work, project.id, span.first, span.last)

    def values(sums: Mapping[str, int]) -> dict[str, float | None]:
        return {name: sums.get(name, 0) for name in _COUNTED}

    columns = [series(name, "tasks") for name in _COUNTED]
    return Table("period", columns, _rows(days, span, values), values(summed(*days.values())))


def cycle_time(work: Work, project: Project, span: Span) -> Table:
    """How long completed tasks took: since they were worked on, and since they were made."""
    days = days_of(work, project.id, span.first, span.last)
    everything = summed(*days.values())
    columns = [series("completed", "tasks"), series("worked_on", "tasks")]
    for sort in ("cycle", "lead"):
        columns.append(series(f"{sort}_average", "seconds"))
        columns += [series(f"{sort}_p{percent}", "seconds") for percent in _PERCENTILES]
    cycles, leads = named(everything, CYCLE), named(everything, LEAD)
    steps = sorted(map(int, cycles.keys() | leads.keys()))
    breakdown = [
        RowView(
            key=str(ENDS[step]),
            values={"worked_on": cycles.get(str(step), 0), "completed": leads.get(str(step), 0)},
        )
        for step in (range(steps[0], steps[-1] + 1) if steps else ())
    ]
    return Table("period", columns, _rows(days, span, _times), _times(everything), breakdown=breakdown)


def _times(sums: Mapping[str, int]) -> dict[str, float | None]:
    cycles, leads = named(sums, CYCLE), named(sums, LEAD)
    found: dict[str, float | None] = {"completed": sum(leads.values()), "worked_on": sum(cycles.values())}
    for sort, counts in (("cycle", cycles), ("lead", leads)):
        number = sum(counts.values())
        found[f"{sort}_average"] = round(sums.get(f"{sort}_seconds", 0) / number) if number else None
        found |= {f"{sort}_p{percent}": percentile(counts, percent) for percent in _PERCENTILES}
    return found


def cumulative_flow(work: Work, project: Project, span: Span) -> Table:
    """How many tasks had each status at the end of each period: what there is now, less what happened since."""
    days, now = days_of(work, project.id, span.first, day_of(work.now)), total_of(work, project.id)
    columns = _statuses(work, project, [now, *days.values()], FLOW, "tasks")
    standing, data = named(now, FLOW), []
    for first, last in reversed(list(span.periods())):
        while days and next(reversed(days)) > last:
            for status, more in named(days.popitem()[1], FLOW).items():
                standing[status] = standing.get(status, 0) - more
        data.append(RowView(key=str(first), values={one.key: max(0, standing.get(one.key, 0)) for one in columns}))
    data.reverse()
    return Table("period", columns, data, data[-1].values if data else {})


def time_in_status(work: Work, project: Project, span: Span) -> Table:
    """How long tasks stayed in each status, of those stays that ended in these days."""
    sums = summed(*days_of(work, project.id, span.first, span.last).values())
    stays, seconds = named(sums, STAYS), named(sums, STAY_SECONDS)
    columns = [series("stays", "stays"), series("seconds", "seconds"), series("average", "seconds")]
    rows = [
        RowView(key=one.key, name=one.name, values=_stay(stays.get(one.key, 0), seconds.get(one.key, 0)))
        for one in _statuses(work, project, [sums], STAYS, "stays")
    ]
    return Table("status", columns, rows, _stay(sum(stays.values()), sum(seconds.values())))


def _stay(number: int, seconds: int) -> dict[str, float | None]:
    return {"stays": number, "seconds": seconds, "average": round(seconds / number) if number else None}


def logged_time(work: Work, project: Project, span: Span) -> Table:
    """How much time was logged, by person."""
    days = days_of(work, project.id, span.first, span.last)
    total = summed(*days.values())
    everything = named(total, MINUTES)
    people = sorted(everything, key=lambda person: (-everything[person], person))
    own = people[:MAX_PEOPLE]

    def values(sums: Mapping[str, int]) -> dict[str, float | None]:
        minutes = named(sums, MINUTES)
        found: dict[str, float | None] = {person: minutes.get(person, 0) for person in own}
        if len(people) > len(own):
            found[OTHERS] = sum(minutes.values()) - sum(minutes.get(person, 0) for person in own)
        return found

    columns = [SeriesView(key=person, name=None, unit="minutes") for person in own]
    columns += [series(OTHERS, "minutes")] if len(people) > len(own) else []
    return Table("period", columns, _rows(days, span, values), values(total))


def _rows(days: Days, span: Span, values: Callable[[Mapping[str, int]], Values]) -> list[RowView]:
    """A row for each period: the values of the sums of its days."""
    begins = [first for first, _ in span.periods()]
    parts: list[list[Mapping[str, int]]] = [[] for _ in begins]
    for day, sums in days.items():
        parts[bisect_right(begins, day) - 1].append(sums)
    return [RowView(key=str(first), values=values(summed(*part))) for first, part in zip(begins, parts, strict=True)]


def _statuses(work: Work, project: Project, sums: list[dict[str, int]], sort: str, unit: Unit) -> list[SeriesView]:
    """The statuses of the workflow in order, behind them those that it has no more."""
    workflow = workflow_of(work, project)
    columns = [
        SeriesView(key=status.id, name=status.name, unit=unit, category=status.category) for status in workflow.statuses
    ]
    former = [name for name in kinds_of(sums, sort) if workflow.status(name) is None]
    return columns + [SeriesView(key=name, name=name, unit=unit) for name in former]
