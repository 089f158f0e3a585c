"""The route removeTaskFromProject."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.events import TASK_REMOVED_FROM_PROJECT
from onetick.tasks.model import Task
from onetick.tasks.remove_from_project import remove_from_project
from onetick.tasks.schemas import TaskView
from onetick.tasks.targets import further_project, task_and_fields


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/projects/{project_id}",
    can="task:edit",
    endpoint="C",
    on=[task_and_fields, further_project],
    emits=[TASK_REMOVED_FROM_PROJECT],
    problems=[Conflict, Gone],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, task: Task, project: Project) -> TaskView:
    """Take a task out of a project.

    You need the permission `task:edit` in that project. The home of a task is left by giving it another.
    """
    return TaskView.of(remove_from_project(work, task, project))
