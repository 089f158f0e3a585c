"""The route watchTask."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_WATCHED
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskView
from onetick.tasks.targets import task_and_watcher, watcher
from onetick.tasks.watch_task import watch_task


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/watchers/{user_id}",
    can="task:view",
    endpoint="C",
    on=task_and_watcher,
    emits=[TASK_WATCHED],
    problems=[Gone, QuotaExceeded, Unprocessable],
)
def handler(work: Work, task: Task, user_id: str) -> TaskView:
    """Watch a task.

    Whoever watches a task is told what happens to it. `me` is you; for others you need the permission
    `task:edit`, and they must be able to see the task. At most 200 people.
    """
    return TaskView.of(watch_task(work, task, watcher(work, user_id)))
