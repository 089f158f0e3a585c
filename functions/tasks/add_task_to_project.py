"""The route addTaskToProject."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded, RequiredFieldMissing, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.add_to_project import add_to_project
from onetick.tasks.events import CHANGES, TASK_ADDED_TO_PROJECT, TASK_HOME_MOVED
from onetick.tasks.model import Task
from onetick.tasks.schemas import PlaceInProject, TaskView
from onetick.tasks.targets import further_project, task_and_neighbours


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/projects/{project_id}",
    can="task:edit",
    endpoint="C",
    on=[task_and_neighbours, further_project],
    emits=[*CHANGES, TASK_ADDED_TO_PROJECT, TASK_HOME_MOVED],
    problems=[Conflict, Gone, QuotaExceeded, RequiredFieldMissing, Unprocessable],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, task: Task, project: Project, body: PlaceInProject) -> TaskView:
    """Put a task into a project.

    A task is in up to 20 projects, in a section and at a place of its own in each, and whoever sees
    one of them sees the task. You need the permission `task:edit` in the project, too. Called again, it
    moves the task there. Its key, its workflow and its custom fields are those of its home; with
    `home` this project becomes that: the key stays, the status is the one of the same name or kind, and
    the former home keeps the task until you take it out.
    """
    return TaskView.of(add_to_project(work, task, project, body))
