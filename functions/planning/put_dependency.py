"""The route putDependency."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.planning.events import (
    TASK_BLOCKED,
    TASK_DEPENDENCY_ADDED,
    TASK_DEPENDENCY_CHANGED,
    TASK_ORDER_REQUESTED,
    TASK_UNBLOCKED,
)
from onetick.planning.put_dependency import put_dependency
from onetick.planning.schemas import NewDependency
from onetick.planning.targets import other_task, task_that_waits
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskView


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/dependencies/{other_id}",
    can="task:edit",
    endpoint="C",
    on=[task_that_waits, other_task],
    emits=[
        TASK_DEPENDENCY_ADDED,
        TASK_DEPENDENCY_CHANGED,
        TASK_BLOCKED,
        TASK_UNBLOCKED,
        TASK_ORDER_REQUESTED,
    ],
    problems=[Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable],
    grants=[grants.query(TableName.TENANT, Index.GSI1)],
)
def handler(work: Work, task: Task, other: Task, body: NewDependency) -> TaskView:
    """Let a task wait for another.

    For any that you can see, in whichever project of the workspace, by its id or its key: at most 50,
    and at most 50 wait for one. Called again, it changes kind and lag. The other task shows it under
    `blocks`. A task cannot wait for itself, not even over others: that is a 409 that names the way round.
    `blocked` says whether something is open that the task waits for; it does not keep anybody from
    going on.
    """
    return TaskView.of(put_dependency(work, task, other, body))
