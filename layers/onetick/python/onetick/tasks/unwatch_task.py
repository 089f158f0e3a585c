"""Let somebody watch a task no longer."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.work import Work

from .copies import write
from .events import TASK_UNWATCHED
from .model import Task


def unwatch_task(work: Work, task: Task, user_id: str) -> Task:
    """The task without a watcher; the same when they did not watch.

    Raises Forbidden when it is somebody else and the caller may not change the task.
    """
    if user_id != work.principal.id:
        authorize(work, "task:edit", Subject.of(task))
    if user_id not in task.watcher_ids:
        return task
    others = tuple(one for one in task.watcher_ids if one != user_id)
    stored = write(work, replace(task, watcher_ids=others, updated_at=work.now), task)
    work.emit(TASK_UNWATCHED, stored, before=task, user_id=user_id)
    return stored
