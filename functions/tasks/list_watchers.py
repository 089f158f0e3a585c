"""The route listWatchers."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.list_watchers import list_watchers
from onetick.tasks.model import Task
from onetick.tasks.schemas import WatcherView
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/watchers",
    can="task:view",
    endpoint="B",
    on=task_of_path,
    problems=[Gone],
)
def handler(work: Work, task: Task, paging: Paging) -> Page[WatcherView]:
    """List who watches a task.

    At most 200 people, by id.
    """
    return list_watchers(work, task, paging)
