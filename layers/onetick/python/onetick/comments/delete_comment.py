"""Put a comment into the trash."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .events import COMMENT_DELETED
from .model import Comment
from .targets import task_of_comment
from .threads import count_reply
from .writing import write


def delete_comment(work: Work, comment: Comment) -> None:
    """Put a comment into the trash; the replies to it stay. Raises Conflict in an archived project."""
    require_open(work, *task_of_comment(work, comment).project_ids)
    gone = replace(comment, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id))
    work.emit(COMMENT_DELETED, write(work, gone), before=comment)
    count_reply(work, comment, -1)
