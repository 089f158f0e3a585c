"""Sprints for the archive of a project, and back: as they are recorded, sums and days included."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from onetick.kernel.ids import OrgId
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.model import Task

from .events import SPRINT_CREATED
from .model import NOTHING, Amounts, Cadence, Sprint, SprintDay, SprintEntry, SprintTally
from .opening import check_days, planned, started
from .store import OF_PROJECT, write
from .sums import by_day, totals
from .targets import cadence_of, tally_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a day changed in a sprint."""

    day: date
    added: Amounts = NOTHING
    removed: Amounts = NOTHING
    done: Amounts = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A sprint, and what its ledger says where it was started: the sums, and what each day changed."""

    sprint: Sprint
    committed: Amounts = NOTHING
    scope: Amounts = NOTHING
    done: Amounts = NOTHING
    days: tuple[Day, ...] = ()


def read_recorded(work: Work, project: Project, *, limit: int) -> tuple[Cadence, list[Recorded]]:
    """How a project runs its sprints, and the latest of these: oldest first, the planned ones behind, in their order.

    For jobs: it reads the days of each that was started.
    """
    asked = OF_PROJECT.of(org_id=project.org_id, project_id=project.id).backwards()
    sprints = [row.sprint for row in work.some(asked, limit=limit) if row.sprint.deleted_at is None]
    cadence = cadence_of(work, project.id)
    places = {id: place for place, id in enumerate(cadence.planned)}
    begun = [one for one in reversed(sprints) if one.state != "planned"]
    rest = sorted((one for one in reversed(sprints) if one.state == "planned"), key=lambda one: places.get(one.id, 0))
    work.prefetch(key for sprint in begun for key in tally_keys(sprint.org_id, sprint.id))
    return cadence, [*(_recorded(work, one) for one in begun), *(Recorded(sprint=one) for one in rest)]


def restore_recorded(work: Work, recorded: Recorded) -> Sprint:
    """Store a sprint as it was somewhere else; a running one as a planned one where no more may run.

    Raises QuotaExceeded when too many are open, Unprocessable for days that do not fit.
    """
    sprint = recorded.sprint
    check_days(sprint.start_on, sprint.end_on)
    if sprint.state != "completed":
        sprint = _opened(work, sprint)
    stored = write(work, sprint)
    if sprint.state != "planned":
        _enter(work, sprint.org_id, replace(recorded, sprint=sprint))
    work.emit(SPRINT_CREATED, stored)
    return stored


def count_in(work: Work, sprint: Sprint, task: Task, *, since: datetime) -> None:
    """Let the ledger take a task that comes back with its sprint for counted, if that came back `since` then.

    What a running sprint comes to was restored with it; its tasks are no new work.
    """
    if sprint.state != "active" or sprint.updated_at < since:
        return
    entry = SprintEntry(
        org_id=task.org_id,
        sprint_id=sprint.id,
        task_id=task.id,
        seen=task.version,
        present=True,
        done=task.completed_at is not None,
        points=task.points,
        minutes=task.estimate_minutes,
    )
    work.create(entry)


def _recorded(work: Work, sprint: Sprint) -> Recorded:
    sums = totals(work, sprint)
    days = tuple(
        Day(day=day, added=added, removed=removed, done=done)
        for day, (added, removed, done) in by_day(work, sprint).items()
    )
    return Recorded(sprint=sprint, committed=sums.committed, scope=sums.scope, done=sums.done, days=days)


def _opened(work: Work, sprint: Sprint) -> Sprint:
    """The sprint among those that are open: active if it was and may be."""
    cadence = planned(cadence_of(work, sprint.project_id), sprint)
    if sprint.state == "active":
        try:
            work.put(started(cadence, sprint))
        except Conflict:
            sprint = replace(sprint, state="planned", started_at=None)
        else:
            return sprint
    work.put(cadence)
    return sprint


def _enter(work: Work, org_id: OrgId, recorded: Recorded) -> None:
    place: dict[str, Any] = {"org_id": org_id, "sprint_id": recorded.sprint.id, "shard": 0}
    work.create(SprintTally(**place, committed=recorded.committed, scope=recorded.scope, done=recorded.done))
    for one in recorded.days:
        work.create(SprintDay(**place, day=one.day, added=one.added, removed=one.removed, done=one.done))
