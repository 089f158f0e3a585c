"""The route resolveComment."""

from onetick.comments.events import COMMENT_RESOLVED
from onetick.comments.model import Comment
from onetick.comments.rendering import rendered
from onetick.comments.resolve_comment import resolve_comment
from onetick.comments.schemas import SeenCommentView
from onetick.comments.targets import comment_to_read
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/resolve",
    can="comment:create",
    endpoint="C",
    on=comment_to_read,
    emits=[COMMENT_RESOLVED],
    problems=[Conflict, Gone],
)
def handler(work: Work, comment: Comment) -> SeenCommentView:
    """Resolve a thread.

    What it is about is settled. It can be read and replied to as before, and reopened. A reply is not
    resolved by itself. One that is resolved already stays as it is.
    """
    return rendered(work, resolve_comment(work, comment))
