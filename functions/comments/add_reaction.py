"""The route addReaction."""

from onetick.comments.events import REACTION_ADDED
from onetick.comments.model import Comment
from onetick.comments.react import add_reaction
from onetick.comments.schemas import NewReaction, SeenCommentView
from onetick.comments.targets import comment_to_read
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/reactions",
    can="comment:create",
    endpoint="C",
    on=comment_to_read,
    emits=[REACTION_ADDED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, comment: Comment, body: NewReaction) -> SeenCommentView:
    """React to a comment.

    With any one emoji, each of them once; the same again changes nothing. A comment has at most 20
    different ones.
    """
    return SeenCommentView.seen(*add_reaction(work, comment, body.emoji))
