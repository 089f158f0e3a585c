"""The route listSubtasks."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.list_subtasks import list_subtasks
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskRow
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/subtasks",
    can="task:view",
    endpoint="B",
    on=task_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, task: Task, paging: Paging) -> Page[TaskRow]:
    """List the subtasks of a task.

    Its own, in order; each is a task and may have subtasks itself. Those that are only in projects
    which you cannot see are left out, so a page may be short before the last.
    """
    page = list_subtasks(work, task, paging)
    return Page([TaskRow.of(row) for row in page.data], page.next_cursor)
