"""The route removeReaction."""

from onetick.comments.events import REACTION_REMOVED
from onetick.comments.model import Comment
from onetick.comments.react import remove_reaction
from onetick.comments.targets import comment_and_reaction
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}/reactions/{reaction_id}",
    can="comment:create",
    endpoint="C",
    on=comment_and_reaction,
    emits=[REACTION_REMOVED],
    problems=[Conflict, Gone],
    grants=[grants.remove(TableName.TENANT)],
    status=204,
)
def handler(work: Work, comment: Comment, reaction_id: str) -> None:
    """Take back a reaction.

    Your own, by the id that the comment shows for it: the emoji's code points in hexadecimal, such as
    `1f44d`. One that is not there stays away.
    """
    remove_reaction(work, comment, reaction_id)
