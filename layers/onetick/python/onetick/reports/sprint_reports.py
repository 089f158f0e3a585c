"""Reports about sprints, from their ledgers."""

from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.sprints.get_burndown import get_burndown
from onetick.sprints.get_velocity import get_velocity
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import AmountsView, BurndownDayView

from .schemas import RowView, SeriesView, Unit
from .tables import Table, Values, series

SPRINTS = 20
_UNITS: tuple[Unit, ...] = ("tasks", "points", "minutes")


def burndown(work: Work, sprint: Sprint) -> Table:
    """What remained on each day of a sprint, and what would have if it had gone evenly."""

    def values(day: BurndownDayView) -> Values:
        return {**_amounts("remaining", day.remaining), "ideal": day.ideal}

    days = get_burndown(work, sprint).days
    columns = [*_columns("remaining"), series("ideal", "points")]
    rows = [RowView(key=str(day.date), values=values(day)) for day in days]
    return Table("period", columns, rows, rows[-1].values if rows else {})


def burnup(work: Work, sprint: Sprint) -> Table:
    """What was in a sprint on each of its days, and what was done."""
    days = get_burndown(work, sprint).days
    rows = [
        RowView(key=str(day.date), values={**_amounts("scope", day.scope), **_amounts("done", day.done)})
        for day in days
    ]
    return Table("period", [*_columns("scope"), *_columns("done")], rows, rows[-1].values if rows else {})


def velocity(work: Work, project: Project) -> Table:
    """What the latest completed sprints were started with and got done; the total is what they got done on average."""
    found = get_velocity(work, project, SPRINTS)
    rows = [
        RowView(
            key=row.sprint_id,
            name=row.name,
            values={**_amounts("committed", row.committed), **_amounts("done", row.done)},
        )
        for row in found.sprints
    ]
    return Table("sprint", [*_columns("committed"), *_columns("done")], rows, _amounts("done", found.average))


def _columns(what: str) -> list[SeriesView]:
    return [series(f"{what}_{unit}", unit) for unit in _UNITS]


def _amounts(what: str, amounts: AmountsView) -> Values:
    return {f"{what}_{unit}": getattr(amounts, unit) for unit in _UNITS}
