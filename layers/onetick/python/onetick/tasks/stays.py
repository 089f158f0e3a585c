"""How long a task has been in each status: kept as sums on the task, added to when it leaves one.

So is since when it is worked on: from when it first reached a status that is started. A task that goes
back to what is not started begins anew.
"""

from collections.abc import Mapping
from datetime import datetime

from .model import Task

MAX_STAYS = 100
"""How many statuses a task remembers; of more, those of former homes, the shortest stays are forgotten."""


def timed(task: Task, before: Task | None, now: datetime) -> Task:
    """A task that is about to be stored, with the time that it has spent in the status that it leaves."""
    task = task.but(started_at=_started(task, before, now))
    if before is None:
        return task.but(status_since=now, status_seconds={})
    if task.status == before.status:
        if (task.status_since, task.status_seconds) == (before.status_since, before.status_seconds):
            return task
        return task.but(status_since=before.status_since, status_seconds=before.status_seconds)
    return task.but(status_since=now, status_seconds=_longest(seconds_by_status(before, now)))


def last_stay(before: Task, after: Task) -> int:
    """How many seconds a task was in the status that it has just left; 0 when it left none."""
    if before.status == after.status or after.status_since is None:
        return 0
    return max(0, round((after.status_since - (before.status_since or before.created_at)).total_seconds()))


def _started(task: Task, before: Task | None, now: datetime) -> datetime | None:
    if before is not None and task.status_category == before.status_category:
        return before.started_at
    since = None if before is None else before.started_at
    if task.status_category == "started":
        return since or now
    return since if task.completed_at is not None else None


def seconds_by_status(task: Task, now: datetime) -> Mapping[str, int]:
    """The time in each status so far, the present one last. A task from before this was kept counts from its making."""
    since = task.status_since or task.created_at
    sums = {id: seconds for id, seconds in task.status_seconds.items() if id != task.status}
    here = task.status_seconds.get(task.status, 0) + max(0, round((now - since).total_seconds()))
    return {**sums, task.status: here}


def _longest(sums: Mapping[str, int]) -> Mapping[str, int]:
    if len(sums) <= MAX_STAYS:
        return sums
    kept = sorted(sums, key=sums.__getitem__, reverse=True)[:MAX_STAYS]
    return {status: sums[status] for status in sums if status in kept}
