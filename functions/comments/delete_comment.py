"""The route deleteComment."""

from onetick.comments.delete_comment import delete_comment
from onetick.comments.events import COMMENT_DELETED, COMMENT_UNREPLIED
from onetick.comments.model import Comment
from onetick.comments.targets import comment_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/comments/{comment_id}",
    can="comment:edit_own",
    endpoint="C",
    on=comment_of_path,
    emits=[COMMENT_DELETED, COMMENT_UNREPLIED],
    problems=[Conflict, Gone],
    grants=[grants.remove(TableName.TENANT)],
    status=204,
)
def handler(work: Work, comment: Comment) -> None:
    """Delete a comment.

    Its author may, and the admins of the project and of the workspace. It can be restored for 30 days.
    Replies to it stay, below a comment that no longer says anything.
    """
    delete_comment(work, comment)
