"""Take a comment out of the trash."""

from dataclasses import replace

from onetick.kernel.problems import Gone
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .events import COMMENT_RESTORED
from .model import Comment
from .targets import task_of_comment
from .threads import count_reply
from .writing import write


def restore_comment(work: Work, comment: Comment) -> Comment:
    """The comment as it was. Raises Conflict when it is not in the trash, Gone after 30 days or once purged."""
    require_in_trash("comment", comment.purge_at, work.now)
    if not comment.body_md:
        raise Gone("What it said was purged.")
    require_open(work, *task_of_comment(work, comment).project_ids)
    stored = write(work, replace(comment, deleted_at=None, deleted_by=None))
    work.emit(COMMENT_RESTORED, stored, before=comment)
    count_reply(work, comment, 1)
    return stored
