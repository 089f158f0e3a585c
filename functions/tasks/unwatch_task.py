"""The route unwatchTask."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_UNWATCHED
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskView
from onetick.tasks.targets import task_of_path, watcher
from onetick.tasks.unwatch_task import unwatch_task


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/watchers/{user_id}",
    can="task:view",
    endpoint="C",
    on=task_of_path,
    emits=[TASK_UNWATCHED],
    problems=[Gone],
)
def handler(work: Work, task: Task, user_id: str) -> TaskView:
    """Watch a task no longer.

    `me` is you; for others you need the permission `task:edit`.
    """
    return TaskView.of(unwatch_task(work, task, watcher(work, user_id)))
