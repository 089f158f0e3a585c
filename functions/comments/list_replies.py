"""The route listReplies."""

from onetick.comments.list_comments import list_replies
from onetick.comments.model import Comment
from onetick.comments.rendering import all_rendered
from onetick.comments.schemas import CommentOrder, SeenCommentView
from onetick.comments.targets import thread_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/replies",
    can="task:view",
    endpoint="B",
    on=thread_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, comment: Comment, query: CommentOrder, paging: Paging) -> Page[SeenCommentView]:
    """List the replies to a comment.

    The oldest first, or the newest with `sort=-created_at`. With `expand=html` each comes as sanitised
    HTML, too; a page of long replies is shorter then.
    """
    page = list_replies(work, comment, query, paging)
    return Page(all_rendered(work, page.data, query.expand), page.next_cursor)
