"""The route createReply."""

from onetick.comments.create_reply import create_reply
from onetick.comments.events import COMMENT_CREATED, COMMENT_REPLIED
from onetick.comments.model import Comment
from onetick.comments.schemas import NewComment, SeenCommentView
from onetick.comments.targets import comment_and_mentioned
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_MENTIONED


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/replies",
    can="comment:create",
    endpoint="C",
    on=comment_and_mentioned,
    emits=[COMMENT_CREATED, COMMENT_REPLIED, TASK_MENTIONED],
    problems=[Conflict, Gone, Unprocessable],
    status=201,
)
def handler(work: Work, comment: Comment, body: NewComment) -> SeenCommentView:
    """Reply to a comment.

    A comment and its replies are a thread; a reply has no replies of its own. Whoever wrote in the
    thread is told.
    """
    return SeenCommentView.seen(create_reply(work, comment, body.body_md))
