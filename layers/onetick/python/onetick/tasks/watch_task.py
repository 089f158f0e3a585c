"""Let somebody watch a task."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import QuotaExceeded, Unprocessable
from onetick.kernel.work import Work

from .copies import write
from .events import TASK_WATCHED
from .model import MAX_WATCHERS, Task
from .people import who_see


def watch_task(work: Work, task: Task, user_id: str) -> Task:
    """The task with one more watcher; the same when they watch already.

    Raises Forbidden when it is somebody else and the caller may not change the task, Unprocessable
    when they do not see the task, QuotaExceeded beyond 200 watchers.
    """
    if user_id != work.principal.id:
        authorize(work, "task:edit", Subject.of(task))
        if not who_see(work, task.project_ids, [user_id]):
            raise Unprocessable("Only those who can see the task can watch it.")
    if user_id in task.watcher_ids:
        return task
    if len(task.watcher_ids) >= MAX_WATCHERS:
        raise QuotaExceeded(f"At most {MAX_WATCHERS} people can watch a task.")
    watched = replace(task, watcher_ids=(*task.watcher_ids, PrincipalId(user_id)), updated_at=work.now)
    stored = write(work, watched, task)
    work.emit(TASK_WATCHED, stored, before=task, user_id=user_id)
    return stored
