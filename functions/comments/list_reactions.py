"""The route listReactions."""

from onetick.comments.list_details import list_reactions
from onetick.comments.model import Comment
from onetick.comments.schemas import ReactionView
from onetick.comments.targets import comment_to_read
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/reactions",
    can="task:view",
    endpoint="B",
    on=comment_to_read,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, comment: Comment, paging: Paging) -> Page[ReactionView]:
    """List who reacted to a comment.

    Emoji by emoji.
    """
    page = list_reactions(work, comment, paging)
    return Page([ReactionView.of(row) for row in page.data], page.next_cursor)
