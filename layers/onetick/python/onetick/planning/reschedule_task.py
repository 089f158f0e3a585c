"""Give a task other dates, and move what waits for it.

What moves along is worked out at once, and is part of the answer and of the event. A consumer then does
exactly that, task by task; one whose dates somebody has changed meanwhile is left alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from onetick.kernel.access import ProjectAccess, Subject
from onetick.kernel.authority import may
from onetick.kernel.problems import Unprocessable
from onetick.kernel.recording import rfc3339
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.creation import check_dates
from onetick.tasks.model import Task
from onetick.tasks.targets import require_open

from .critical_path import Tie, required
from .events import TASK_RESCHEDULED
from .get_schedule import DAY, lasts, starts_at
from .rules import local, moment_of
from .schemas import NewDates

MOST = 200
"""How many tasks move along."""
MOST_STEPS = 50
"""How many of them one behind the other: each step is a call."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A task that moves by so many days."""

    task: Task
    days: int

    @property
    def after(self) -> Task:
        """The task at its new dates."""
        return moved(self.task, self.days)


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """A task at its new dates, what moves along, and the ids of what would have to."""

    task: Task
    shifts: Sequence[Shift]
    skipped: Sequence[str]


def reschedule_task(work: Work, task: Task, dates: NewDates) -> Rescheduled:
    """The task at its new dates, with what moves along.

    Raises Conflict when its project is archived, Unprocessable for dates in the wrong order, or when
    more than `MOST` tasks would move.
    """
    require_open(work, *task.project_ids)
    after = replace(task, due_at=dates.due_at, start_at=_start(task, dates))
    check_dates(after)
    shifts, skipped = _shifts(work, task, after, dates) if dates.shift_dependents != "no" else ([], [])
    stored = change(work, task, after)
    if shifts:
        work.emit(TASK_RESCHEDULED, stored, shifts=[_told(shift) for shift in shifts])
    return Rescheduled(stored, shifts, skipped)


def moved(task: Task, days: int) -> Task:
    """A task so many days later, at the same time of the day in its zone."""
    zone = ZoneInfo(task.timezone or "UTC")

    def later(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment_of(local(moment, zone) + timedelta(days=days), zone)

    return replace(task, start_at=later(task.start_at), due_at=later(task.due_at))


def _start(task: Task, dates: NewDates) -> datetime | None:
    if "start_at" in dates.given:
        return dates.start_at
    if task.start_at is None or task.due_at is None:
        return task.start_at
    return task.start_at + (dates.due_at - task.due_at)


def _told(shift: Shift) -> Mapping[str, str | None]:
    def written(moment: datetime | None) -> str | None:
        return None if moment is None else rfc3339(moment)

    before, after = shift.task, shift.after
    return {
        "id": before.id,
        "from_start_at": written(before.start_at),
        "from_due_at": written(before.due_at),
        "start_at": written(after.start_at),
        "due_at": written(after.due_at),
    }


def _shifts(work: Work, task: Task, after: Task, dates: NewDates) -> tuple[list[Shift], list[str]]:
    """What waits for the task and moves, what is nearer to it first; and what would, but may not be changed."""
    same = _days_between(task, after) if dates.shift_dependents == "same" else None
    now: dict[str, Task] = {task.id: after}
    shifts: dict[str, Shift] = {}
    skipped: dict[str, None] = {}
    frontier = [after]
    for _ in range(MOST_STEPS):
        waiting = _waiting(work, frontier, skipped)
        moving = [shift for one in waiting if (shift := _shift(one, now, shifts.get(one.id), same)) is not None]
        frontier = []
        for shift in moving:
            if not _may_change(work, shift.task):
                skipped[shift.task.id] = None
                continue
            shifts[shift.task.id] = shift
            now[shift.task.id] = shift.after
            frontier.append(shift.after)
        if len(shifts) > MOST:
            raise Unprocessable(f"More than {MOST} tasks would move along. Move a part of them by themselves.")
        if not frontier:
            return list(shifts.values()), list(skipped)
    raise Unprocessable(f"More than {MOST_STEPS} tasks, one behind the other, would move along.")


def _waiting(work: Work, frontier: Sequence[Task], skipped: Mapping[str, None]) -> list[Task]:
    """The open tasks that wait for any of these, read together with what a decision about them needs."""
    ids = dict.fromkeys(link.task_id for task in frontier for link in task.blocks if link.task_id not in skipped)
    found = work.find_many(Task, [Task.key(org_id=work.org_id, id=id) for id in ids])
    waiting = [task for task in found if task.deleted_at is None and task.completed_at is None]
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    projects = {project_id for task in waiting for project_id in task.project_ids}
    work.prefetch(ProjectAccess.key(**place, project_id=project_id) for project_id in projects)
    return waiting


def _shift(task: Task, now: Mapping[str, Task], already: Shift | None, same: int | None) -> Shift | None:
    """By how much a task moves, if it does, and by more than it does already."""
    if task.start_at is None and task.due_at is None:
        return None
    if same is not None:
        return Shift(task, same) if same and already is None else None
    days = max((_short(task, now[tie.before], tie) for tie in _ties(task, now)), default=0)
    return Shift(task, days) if days > (already.days if already is not None else 0) else None


def _ties(task: Task, now: Mapping[str, Task]) -> Iterator[Tie]:
    for one in task.blocked_by:
        if one.task_id in now:
            yield Tie(one.task_id, task.id, one.type, one.lag_days * DAY.total_seconds())


def _short(task: Task, before: Task, tie: Tie) -> int:
    """How many days later a task must be, for what it waits for."""
    first, second = starts_at(before), starts_at(task)
    if first is None or second is None:
        return 0
    needed = required(tie, first.timestamp(), lasts(before).total_seconds(), lasts(task).total_seconds())
    return max(0, ceil((needed - second.timestamp() - 1) / DAY.total_seconds()))


def _days_between(task: Task, after: Task) -> int:
    if task.due_at is None or after.due_at is None:
        return 0
    zone = ZoneInfo(task.timezone or "UTC")
    return (local(after.due_at, zone).date() - local(task.due_at, zone).date()).days


def _may_change(work: Work, task: Task) -> bool:
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    keys = [ProjectAccess.key(**place, project_id=project_id) for project_id in task.project_ids]
    is_open = any(not access.archived and not access.deleted for access in work.find_many(ProjectAccess, keys))
    return is_open and may(work, "task:edit", Subject.of(task))
