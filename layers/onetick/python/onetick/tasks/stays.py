"""How long a task has been in each status: kept as sums on the task, added to when it leaves one."""

from collections.abc import Mapping
from datetime import datetime

from .model import Task

MAX_STAYS = 100
"""How many statuses a task remembers; of more, those of former homes, the shortest stays are forgotten."""


def timed(task: Task, before: Task | None, now: datetime) -> Task:
    """A task that is about to be stored, with the time that it has spent in the status that it leaves."""
    if before is None:
        return task.but(status_since=now, status_seconds={})
    if task.status == before.status:
        return task.but(status_since=before.status_since, status_seconds=before.status_seconds)
    return task.but(status_since=now, status_seconds=_longest(seconds_by_status(before, now)))


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
