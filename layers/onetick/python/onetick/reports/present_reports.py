"""Reports about now: who has how much to do, and what is late. Read from lists of open tasks by due date."""

from collections.abc import Sequence
from datetime import timedelta

from onetick.kernel.access import scope
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.deadlines import deadline
from onetick.tasks.model import Summary
from onetick.tasks.open_tasks import open_tasks, own_open_tasks
from onetick.tasks.seeing import seen

from .schemas import RowView
from .tables import Table, Values, series

MOST = 500
"""How many open tasks are looked at, those that are due first."""
UNASSIGNED = "unassigned"
SOON = timedelta(days=7)
_LATENESS = ((1, "1"), (3, "2-3"), (7, "4-7"), (14, "8-14"), (30, "15-30"))
_LATEST = "31+"
"""Of how many days late each group is."""


def workload(work: Work, project: Project | None) -> Table:
    """Who has how much to do: open tasks, those that are late or due soon, estimates and points.

    A task of several people counts for each of them, and once in the total.
    """
    tasks, complete = _open(work, project)
    columns = [
        *(series(name, "tasks") for name in ("open", "overdue", "due_soon")),
        series("estimate", "minutes"),
        series("points", "points"),
    ]

    def values(some: Sequence[Summary]) -> Values:
        return {
            "open": len(some),
            "overdue": sum(_lateness(work, task) is not None for task in some),
            "due_soon": sum(_is_due_soon(work, task) for task in some),
            "estimate": sum(task.estimate_minutes or 0 for task in some),
            "points": round(sum(task.points or 0 for task in some), 6),
        }

    rows = [RowView(key=person, values=values(some)) for person, some in _by_person(tasks).items()]
    rows.sort(key=lambda row: (row.key == UNASSIGNED, -(row.values["open"] or 0), row.key))
    return Table("person", columns, rows, values(tasks), complete=complete)


def overdue(work: Work, project: Project | None) -> Table:
    """How many tasks are late, by how many days, and whose they are."""
    tasks, complete = _open(work, project)
    late = [(task, days) for task in tasks if (days := _lateness(work, task)) is not None]
    names = [*(name for _, name in _LATENESS), _LATEST]
    rows = [RowView(key=name, values={"tasks": sum(_group(days) == name for _, days in late)}) for name in names]
    people = _by_person([task for task, _ in late])
    breakdown = [RowView(key=person, values={"tasks": len(some)}) for person, some in people.items()]
    breakdown.sort(key=lambda row: (-(row.values["tasks"] or 0), row.key))
    # The first ones are those that are due first: what is late is all among them, unless all of them are late.
    whole = complete or len(late) < len(tasks)
    return Table("lateness", [series("tasks", "tasks")], rows, {"tasks": len(late)}, breakdown, whole)


def _open(work: Work, project: Project | None) -> tuple[Sequence[Summary], bool]:
    if project is not None:
        return open_tasks(work, project.id, most=MOST)
    visible = scope(work.standing)
    if visible.nothing:
        return [], True
    tasks, complete = own_open_tasks(work, work.principal.id, most=MOST)
    return seen(work, visible, tasks), complete


def _by_person(tasks: Sequence[Summary]) -> dict[str, list[Summary]]:
    found: dict[str, list[Summary]] = {}
    for task in tasks:
        for person in task.assignee_ids or (UNASSIGNED,):
            found.setdefault(person, []).append(task)
    return found


def _lateness(work: Work, task: Summary) -> int | None:
    """By how many days a task is late, begun ones included; None while it is not."""
    if task.due_at is None:
        return None
    late = work.now - deadline(task.due_at, all_day=task.all_day, timezone=task.timezone)
    return None if late < timedelta() else late // timedelta(days=1) + 1


def _is_due_soon(work: Work, task: Summary) -> bool:
    return task.due_at is not None and _lateness(work, task) is None and task.due_at - work.now <= SOON


def _group(days: int) -> str:
    return next((name for most, name in _LATENESS if days <= most), _LATEST)
