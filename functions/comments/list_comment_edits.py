"""The route listCommentEdits."""

from onetick.comments.list_details import list_edits
from onetick.comments.model import Comment
from onetick.comments.schemas import CommentEditView
from onetick.comments.targets import comment_to_read
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/edits",
    can="task:view",
    endpoint="B",
    on=comment_to_read,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, comment: Comment, paging: Paging) -> Page[CommentEditView]:
    """List what a comment said before.

    The latest first: who changed it, when, and its text until then.
    """
    page = list_edits(work, comment, paging)
    return Page([CommentEditView.of(row) for row in page.data], page.next_cursor)
