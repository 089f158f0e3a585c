"""The route restoreTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_RESTORED
from onetick.tasks.model import Task
from onetick.tasks.restore_task import restore_task
from onetick.tasks.schemas import TaskView
from onetick.tasks.targets import task_in_trash


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/restore",
    can="task:delete",
    endpoint="C",
    on=task_in_trash,
    emits=[TASK_RESTORED],
    problems=[Conflict, Gone],
    grants=[grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, task: Task) -> TaskView:
    """Restore a task.

    It comes back from the trash as it was, to its old places when they are free, and soon after with the
    subtasks that were deleted with it. While its parent is in the trash, it comes back as nobody's subtask.
    """
    return TaskView.of(restore_task(work, task))
