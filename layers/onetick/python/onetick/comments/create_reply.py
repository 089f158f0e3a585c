"""Reply to a comment."""

from dataclasses import replace

from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.targets import require_open

from .create_comment import write_comment
from .events import COMMENT_REPLIED
from .guesses import remember_thread
from .model import MAX_PARTICIPANTS, Comment
from .writing import write


def create_reply(work: Work, comment: Comment, text: str) -> Comment:
    """A reply of the caller's in the thread of a comment.

    Raises Conflict for a comment that is a reply itself or lies in an archived project, Unprocessable
    with too many mentions.
    """
    if comment.parent_id is not None:
        raise Conflict("A reply has no replies of its own.", extra={"reply_to": comment.parent_id})
    require_open(work, comment.project_id)
    task = work.load(Task, Task.key(org_id=comment.org_id, id=comment.task_id))
    reply = write_comment(work, task, text, pointer="/body_md", thread=comment)
    remember_thread(work.org_id, reply.id, comment.id)
    others = tuple(one for one in comment.participants if one != reply.created_by)
    grown = replace(
        comment,
        reply_count=comment.reply_count + 1,
        last_reply_at=work.now,
        participants=(*others, reply.created_by)[-MAX_PARTICIPANTS:],
    )
    work.emit(COMMENT_REPLIED, write(work, grown), before=comment, reply_id=reply.id)
    return reply
