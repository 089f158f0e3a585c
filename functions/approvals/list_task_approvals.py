"""The route listTaskApprovals."""

from onetick.approvals.list_approvals import list_task_approvals
from onetick.approvals.schemas import ApprovalView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/approvals",
    can="task:view",
    endpoint="B",
    on=task_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT, Index.GSI2)],
)
def handler(work: Work, task: Task, paging: Paging) -> Page[ApprovalView]:
    """List the approvals of a task.

    Newest first, whatever became of them.
    """
    page = list_task_approvals(work, task, paging)
    return Page([ApprovalView.of(one) for one in page.data], page.next_cursor)
