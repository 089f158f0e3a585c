"""The route listDependencies."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.planning.list_dependencies import list_dependencies
from onetick.planning.schemas import DependencyFilter, TaskDependencyView
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/dependencies",
    can="task:view",
    endpoint="B",
    on=task_of_path,
    problems=[Gone],
)
def handler(work: Work, task: Task, query: DependencyFilter, paging: Paging) -> Page[TaskDependencyView]:
    """List what a task waits for and what waits for it.

    With the other task of each, where you can see it. Those whose other task is in the trash are left out.
    """
    return list_dependencies(work, task, query.direction, paging)
