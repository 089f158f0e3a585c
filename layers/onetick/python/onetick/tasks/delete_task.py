"""Put a task into the trash."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work

from .copies import write
from .events import TASK_DELETED
from .model import Task
from .targets import require_open


def delete_task(work: Work, task: Task, *, merged_into: str | None = None) -> Task:
    """Put a task into the trash, off its boards and out of everybody's work. Its subtasks follow (`trash_subtasks`).

    With `merged_into` it is part of that task from now on, and its subtasks follow it there. Raises Conflict in
    an archived project.
    """
    require_open(work, *task.project_ids)
    by = PrincipalId(work.principal.id)
    gone = replace(task, deleted_at=work.now, deleted_by=by, merged_into=merged_into, updated_at=work.now)
    stored = write(work, gone, task)
    work.emit(TASK_DELETED, stored, before=task, with_=None)
    return stored
