"""The route listTaskProjects."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.list_task_projects import list_task_projects
from onetick.tasks.model import Task
from onetick.tasks.part_schemas import TaskProjectView
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/projects",
    can="task:view",
    endpoint="B",
    on=task_of_path,
    problems=[Gone],
)
def handler(work: Work, task: Task, paging: Paging) -> Page[TaskProjectView]:
    """List the projects that a task is in.

    Those that you can see, with the section in which it stands in each.
    """
    return list_task_projects(work, task, paging)
