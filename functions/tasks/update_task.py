"""The route updateTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import (
    ApprovalRequired,
    Conflict,
    DependencyCycle,
    Gone,
    InvalidTransition,
    QuotaExceeded,
    RequiredFieldMissing,
    Unprocessable,
)
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import CHANGES, TASK_PARENT_CHANGED
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskChanges, TaskView
from onetick.tasks.targets import task_with_people
from onetick.tasks.update_task import update_task


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}",
    can="task:edit",
    endpoint="C",
    on=task_with_people,
    emits=[*CHANGES, TASK_PARENT_CHANGED],
    problems=[
        ApprovalRequired,
        Conflict,
        DependencyCycle,
        Gone,
        InvalidTransition,
        QuotaExceeded,
        RequiredFieldMissing,
        Unprocessable,
    ],
    grants=[grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, task: Task, body: TaskChanges) -> TaskView:
    """Change a task.

    Fields that are left out stay as they are. A new status obeys the workflow, needs the permission
    `task:transition`, and takes the task to the section of that status. Who is newly assigned also
    watches the task. A new `parent_id` makes it the last subtask of that task, as `PUT …/parent` does.
    """
    return TaskView.of(update_task(work, task, body))
