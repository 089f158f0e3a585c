"""The route removeRecurrence."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RECURRENCE_REMOVED
from onetick.planning.recurrence import remove_recurrence
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/recurrence",
    can="task:edit",
    endpoint="C",
    on=task_of_path,
    emits=[TASK_RECURRENCE_REMOVED],
    problems=[Conflict, Gone],
    status=204,
)
def handler(work: Work, task: Task) -> None:
    """Let a task come again no longer.

    The task stays, and so do those that were made before.
    """
    remove_recurrence(work, task)
