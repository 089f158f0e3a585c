"""The route addToSprint."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.sprints.add_to_sprint import add_to_sprint
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import SprintPlace
from onetick.sprints.targets import sprint_and_neighbours, task_of_sprint
from onetick.tasks.events import TASK_UPDATED
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskView


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/tasks/{task_id}",
    can="task:edit",
    endpoint="C",
    on=[task_of_sprint, sprint_and_neighbours],
    emits=[TASK_UPDATED],
    problems=[Conflict, Gone, Unprocessable],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, sprint: Sprint, task: Task, body: SprintPlace) -> TaskView:
    """Add a task to a sprint.

    At the end of the sprint's order, or above `before_id`, below `after_id`, or between both. A task that
    is in the sprint is only put elsewhere; it leaves any other sprint. The task must be in the sprint's
    project. `If-Match` means the version of the task.
    """
    return TaskView.of(add_to_sprint(work, sprint, task, body))
