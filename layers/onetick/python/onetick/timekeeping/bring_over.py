"""Take the time that was logged on a task to another, which it becomes part of.

It counts once: the entry goes to the trash, and one like it is made for the other task, in one transaction.
"""

from collections.abc import Sequence
from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.tasks.belongings import task_of
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task

from .events import TIME_ENTRY_CREATED, TIME_ENTRY_DELETED
from .model import TimeEntry, TimeEntryById
from .store import OF_TASK
from .writing import write

WINDOW = 100


def time_behind(work: Work, task: Task, after: str | None, limit: int) -> Sequence[TimeEntry]:
    """The entries of a task behind a place in their order, those in the trash left out."""
    asked = OF_TASK.of(org_id=task.org_id, task_id=task.id, after=after)
    rows: list[TimeEntry] = []
    for entry in work.each(asked, window=WINDOW):
        if entry.deleted_at is None:
            rows.append(entry)
        if len(rows) == limit:
            break
    work.prefetch(TimeEntryById.key(org_id=row.org_id, id=row.id) for row in rows)
    return rows


def bring_time(work: Work, entry: TimeEntry, task: Task, job_id: str) -> None:
    """Take an entry to another task: whose time it was, and when, stays."""
    by = PrincipalId(work.principal.id)
    gone = replace(entry, deleted_at=work.now, deleted_by=by, brought_by=by)
    write(work, TIME_ENTRY_DELETED, task_of(work, entry), gone, entry)
    copy = replace(
        entry,
        version=0,
        id=copied_id(job_id, entry.id, "tim"),
        task_id=task.id,
        task_key=task.code,
        project_id=task.project_id,
        updated_at=work.now,
        brought_by=by,
    )
    write(work, TIME_ENTRY_CREATED, task, copy, None)
