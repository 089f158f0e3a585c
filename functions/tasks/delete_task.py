"""The route deleteTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.delete_task import delete_task
from onetick.tasks.events import TASK_DELETED
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}",
    can="task:delete",
    endpoint="C",
    on=task_of_path,
    emits=[TASK_DELETED],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, task: Task) -> None:
    """Delete a task.

    It goes to the trash, from where it can be restored for 30 days, and its subtasks of all levels soon
    follow it there. Editors may delete what they created.
    """
    delete_task(work, task)
