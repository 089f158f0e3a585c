"""Subtasks that get another parent, because theirs becomes part of another task."""

from collections.abc import Sequence

from onetick.kernel.problems import Conflict, DependencyCycle, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work

from .changing import change
from .family import Lineage, Subtask
from .model import Task
from .parents import moved_out, moved_under, parent_named
from .ranks import at_end
from .store import SUBTASKS
from .targets import facts_of


def subtasks_behind(work: Work, task: Task, after: str | None, limit: int) -> Sequence[Subtask]:
    """Subtasks of its own behind a place in their order, and whatever moving them looks at."""
    rows = work.some(SUBTASKS.of(org_id=task.org_id, parent_id=task.id, after=after), limit=limit)
    homes = dict.fromkeys(row.task.project_id for row in rows)
    work.prefetch(
        [
            *(Task.key(org_id=task.org_id, id=row.task_id) for row in rows),
            *(Lineage.key(org_id=task.org_id, task_id=row.task_id) for row in rows),
            *(key for home in homes for key in facts_of(task.org_id, task.workspace_id, home)),
        ]
    )
    return rows


def adopt(work: Work, row: Subtask, parent: Task) -> None:
    """Make a subtask of another the last one of `parent`; nobody's, where it cannot be below that."""
    task = work.find(Task, Task.key(org_id=row.org_id, id=row.task_id))
    if task is None or task.deleted_at is not None or task.parent_id != row.parent_id:
        return
    try:
        with work.part():
            change(work, task, moved_under(work, task, parent_named(work, parent.id), at_end(work.instant)))
    except (Conflict, DependencyCycle, QuotaExceeded, Unprocessable):
        change(work, task, moved_out(work, task))
