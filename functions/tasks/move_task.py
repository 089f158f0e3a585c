"""The route moveTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import (
    ApprovalRequired,
    Conflict,
    Gone,
    InvalidTransition,
    RequiredFieldMissing,
    Unprocessable,
)
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import CHANGES
from onetick.tasks.model import Task
from onetick.tasks.move_task import move_task
from onetick.tasks.schemas import Place, TaskView
from onetick.tasks.targets import task_with_neighbours


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/move",
    can="task:edit",
    endpoint="C",
    on=task_with_neighbours,
    emits=[*CHANGES],
    problems=[ApprovalRequired, Conflict, Gone, InvalidTransition, RequiredFieldMissing, Unprocessable],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, task: Task, body: Place) -> TaskView:
    """Move a task.

    To a section, to the section of a status, or next to other tasks: above `before_id`, below
    `after_id`, or between both, which is the fastest. Without a neighbour it goes to the end. In a
    section that names a status the task takes it on, by the rules of the workflow and with the
    permission `task:transition`. The order is kept when others move tasks at the same time.
    """
    return TaskView.of(move_task(work, task, body))
