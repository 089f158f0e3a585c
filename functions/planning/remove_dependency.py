"""The route removeDependency."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.planning.events import TASK_DEPENDENCY_REMOVED, TASK_UNBLOCKED
from onetick.planning.remove_dependency import remove_dependency
from onetick.planning.targets import other_task_of_any_kind, task_that_waits
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskView


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/dependencies/{other_id}",
    can="task:edit",
    endpoint="C",
    on=[task_that_waits, other_task_of_any_kind],
    emits=[TASK_DEPENDENCY_REMOVED, TASK_UNBLOCKED],
    problems=[Conflict, Gone],
)
def handler(work: Work, task: Task, other: Task) -> TaskView:
    """Let a task wait for another no longer.

    Also for one that you cannot see or that is in the trash.
    """
    return TaskView.of(remove_dependency(work, task, other))
