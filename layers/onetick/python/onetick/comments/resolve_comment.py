"""Resolve a thread, and reopen it."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .events import COMMENT_REOPENED, COMMENT_RESOLVED
from .model import Comment
from .writing import write


def resolve_comment(work: Work, comment: Comment) -> Comment:
    """The comment with its thread resolved; the same when it is already.

    Raises Conflict for a reply, and in an archived project.
    """
    _require_thread(work, comment)
    if comment.resolved_at is not None:
        return comment
    stored = write(work, replace(comment, resolved_at=work.now, resolved_by=PrincipalId(work.principal.id)))
    work.emit(COMMENT_RESOLVED, stored, before=comment)
    return stored


def reopen_comment(work: Work, comment: Comment) -> Comment:
    """The comment with its thread open again; the same when it is not resolved.

    Raises Conflict for a reply, and in an archived project.
    """
    _require_thread(work, comment)
    if comment.resolved_at is None:
        return comment
    stored = write(work, replace(comment, resolved_at=None, resolved_by=None))
    work.emit(COMMENT_REOPENED, stored, before=comment)
    return stored


def _require_thread(work: Work, comment: Comment) -> None:
    if comment.parent_id is not None:
        raise Conflict("A thread is resolved as a whole.", extra={"thread": comment.parent_id})
    require_open(work, comment.project_id)
