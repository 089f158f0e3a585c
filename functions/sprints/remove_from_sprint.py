"""The route removeFromSprint."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.sprints.model import Sprint
from onetick.sprints.remove_from_sprint import remove_from_sprint
from onetick.sprints.targets import sprint_of_task, task_of_sprint
from onetick.tasks.events import TASK_UPDATED
from onetick.tasks.model import Task


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/tasks/{task_id}",
    can="task:edit",
    endpoint="C",
    on=[task_of_sprint, sprint_of_task],
    emits=[TASK_UPDATED],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, sprint: Sprint, task: Task) -> None:
    """Take a task out of a sprint.

    It goes back to the backlog. `If-Match` means the version of the task.
    """
    remove_from_sprint(work, sprint, task)
