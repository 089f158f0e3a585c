"""The route restoreComment."""

from onetick.comments.events import COMMENT_REPLIED, COMMENT_RESTORED
from onetick.comments.model import Comment
from onetick.comments.rendering import rendered
from onetick.comments.restore_comment import restore_comment
from onetick.comments.schemas import SeenCommentView
from onetick.comments.targets import comment_in_trash
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/restore",
    can="comment:edit_own",
    endpoint="C",
    on=comment_in_trash,
    emits=[COMMENT_RESTORED, COMMENT_REPLIED],
    problems=[Conflict, Gone],
)
def handler(work: Work, comment: Comment) -> SeenCommentView:
    """Restore a comment.

    It comes back from the trash as it was.
    """
    return rendered(work, restore_comment(work, comment))
