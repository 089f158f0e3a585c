"""The route updateComment."""

from onetick.comments.events import COMMENT_UPDATED
from onetick.comments.model import Comment
from onetick.comments.rendering import rendered
from onetick.comments.schemas import CommentChanges, SeenCommentView
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
def handler(work: Work, comment: Comment, body: CommentChanges) -> SeenCommentView:
    """Change a comment.

    Only its author may. What it said before is kept. Who is mentioned for the first time is told.
    """
    return rendered(work, update_comment(work, comment, body.body_md))
