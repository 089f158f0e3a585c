"""The route reopenComment."""

from onetick.comments.events import COMMENT_REOPENED
from onetick.comments.model import Comment
from onetick.comments.rendering import rendered
from onetick.comments.resolve_comment import reopen_comment
from onetick.comments.schemas import SeenCommentView
from onetick.comments.targets import comment_to_read
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/reopen",
    can="comment:create",
    endpoint="C",
    on=comment_to_read,
    emits=[COMMENT_REOPENED],
    problems=[Conflict, Gone],
)
def handler(work: Work, comment: Comment) -> SeenCommentView:
    """Reopen a thread.

    Takes back that it was resolved. A reply is not
    resolved by itself. One that is open stays as it is.
    """
    return rendered(work, reopen_comment(work, comment))
