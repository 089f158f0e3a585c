"""The route getDependency."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.planning.list_dependencies import get_dependency
from onetick.planning.schemas import TaskDependencyView
from onetick.planning.targets import other_task_to_see
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/dependencies/{other_id}",
    can="task:view",
    endpoint="A",
    on=[task_of_path, other_task_to_see],
    problems=[Gone],
)
def handler(work: Work, task: Task, other: Task) -> TaskDependencyView:
    """Get the dependency between two tasks.

    Whichever of the two waits for the other.
    """
    return get_dependency(work, task, other.id)
