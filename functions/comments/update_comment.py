"""The route updateComment."""

from onetick.comments.events import COMMENT_UPDATED
from onetick.comments.model import Comment
from onetick.comments.schemas import CommentChanges, CommentView
from onetick.comments.targets import comment_and_mentioned
from onetick.comments.update_comment import update_comment
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_MENTIONED


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}",
    can="comment:edit_own",
    endpoint="C",
    on=comment_and_mentioned,
    emits=[COMMENT_UPDATED, TASK_MENTIONED],
    problems=[Conflict, Gone, Unprocessable],
)
def handler(work: Work, comment: Comment, body: CommentChanges) -> CommentView:
    """Change a comment.

    Only its author may. Who is mentioned for the first time is told.
    """
    return CommentView.of(update_comment(work, comment, body.body_md))
