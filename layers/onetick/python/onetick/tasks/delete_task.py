"""Put a task into the trash."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work

from .copies import write
from .events import TASK_DELETED
from .model import Task
from .targets import require_open


def delete_task(work: Work, task: Task) -> None:
    """Put a task into the trash, off its boards and out of everybody's work. Its subtasks follow (`trash_subtasks`).

    Raises Conflict in an archived project.
    """
    require_open(work, *task.project_ids)
    gone = replace(task, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now)
    work.emit(TASK_DELETED, write(work, gone, task), before=task, with_=None)
