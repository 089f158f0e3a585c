"""The route listComments."""

from onetick.comments.list_comments import list_comments
from onetick.comments.rendering import rendered
from onetick.comments.schemas import CommentOrder, CommentView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/comments",
    can="task:view",
    endpoint="B",
    on=task_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, task: Task, query: CommentOrder, paging: Paging) -> Page[CommentView]:
    """List the comments on a task.

    The oldest first, or the newest with `sort=-created_at`. With `expand=html` each comes as sanitised
    HTML, too; a page of long comments is shorter then.
    """
    page = list_comments(work, task, query, paging)
    return Page([rendered(comment, query.expand) for comment in page.data], page.next_cursor)
