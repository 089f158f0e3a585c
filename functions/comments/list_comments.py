"""The route listComments."""

from onetick.comments.list_comments import list_comments
from onetick.comments.rendering import all_rendered
from onetick.comments.schemas import SeenCommentView, ThreadOrder
from onetick.comments.targets import task_and_own_reactions
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.model import Task


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/comments",
    can="task:view",
    endpoint="B",
    on=task_and_own_reactions,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, task: Task, query: ThreadOrder, paging: Paging) -> Page[SeenCommentView]:
    """List the comments on a task.

    Those that start a thread; `GET …/comments/{comment_id}/replies` lists the replies to one. The oldest
    first, or the newest with `sort=-created_at`. `filter[resolved]` looks at the rows of a page, so a
    page may be short: go on while there is a cursor. A deleted comment is listed, without its text, as
    long as it has replies; with `as_of` one that was deleted since is listed so, too, unless you may restore
    it. With `expand=html` each comes as sanitised HTML, too; a page of long comments is shorter then.
    """
    page = list_comments(work, task, query, paging)
    return Page(all_rendered(work, page.data, query.expand), page.next_cursor)
