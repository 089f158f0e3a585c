"""The route getComment."""

from onetick.comments.model import Comment
from onetick.comments.rendering import rendered
from onetick.comments.schemas import SeenCommentView
from onetick.comments.targets import comment_to_read
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.schemas import Expansion


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}",
    can="task:view",
    endpoint="A",
    on=comment_to_read,
    problems=[Gone],
)
def handler(work: Work, comment: Comment, query: Expansion) -> SeenCommentView:
    """Get a comment.

    With `expand=html` its text comes as sanitised HTML, too. With `as_of` one that was deleted since has no
    text, unless you may restore it.
    """
    return rendered(work, comment, query.expand)
