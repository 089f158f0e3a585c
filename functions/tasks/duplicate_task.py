"""The route duplicateTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.duplicate_task import duplicate_task
from onetick.tasks.events import TASK_ASSIGNED, TASK_CREATED
from onetick.tasks.model import Task
from onetick.tasks.schemas import DuplicateOptions, TaskView
from onetick.tasks.targets import task_to_copy


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/duplicate",
    can="task:create",
    endpoint="C",
    on=task_to_copy,
    emits=[TASK_CREATED, TASK_ASSIGNED],
    problems=[Conflict, Gone, Unprocessable],
    status=201,
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, task: Task, body: DuplicateOptions) -> TaskView:
    """Duplicate a task.

    The copy has a key of its own and stands at the end of the same section, and is a subtask of the same
    task. Comments, watchers, history, subtasks, dependencies, recurrence and further projects stay with
    the original.
    """
    return TaskView.of(duplicate_task(work, task, body))
