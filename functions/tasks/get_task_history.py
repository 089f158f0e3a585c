"""The route getTaskHistory."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.get_task_history import get_task_history
from onetick.tasks.model import Task
from onetick.tasks.schemas import HistoryEntryView
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/history",
    can="task:view",
    endpoint="B",
    on=task_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, task: Task, paging: Paging) -> Page[HistoryEntryView]:
    """Get what happened to a task.

    The latest first, field by field, with its comments. Each entry is the event that was stored with
    the change.
    """
    return get_task_history(work, task, paging)
