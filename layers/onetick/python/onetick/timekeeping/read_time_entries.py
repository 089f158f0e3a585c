"""Read the time that was logged on a task as it is, for what takes it somewhere else."""

from collections.abc import Sequence
from itertools import islice

from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .model import TimeEntry
from .store import OF_TASK

_WINDOW = 200


def read_time_entries(work: Work, task: Task, *, limit: int) -> Sequence[TimeEntry]:
    """The entries that count, at most `limit`, as they were logged."""
    if task.logged_minutes == 0:
        return ()
    entries = work.each(OF_TASK.of(org_id=task.org_id, task_id=task.id), window=_WINDOW)
    return list(islice((one for one in entries if one.deleted_at is None), limit))
