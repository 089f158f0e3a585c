"""Undo what a change set did to a comment."""

from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .delete_comment import delete_comment
from .model import Comment
from .resolve_comment import reopen_comment, resolve_comment
from .restore_comment import restore_comment
from .targets import comment_subject
from .update_comment import update_comment

_FOLLOWS = frozenset(
    {
        "mentions",
        "reactions",
        "reply_count",
        "last_reply_at",
        "participants",
        "edited_at",
        "edit_count",
        "deleted_by",
        "resolved_by",
    }
)


def undo_comment(work: Work, touched: Touched[Comment]) -> None:
    """Take back what was done to a comment. Raises what `undo_task` does."""
    now, before, after = touched.present(), touched.before, touched.after
    if work.find(Task, Task.key(org_id=now.org_id, id=now.task_id)) is None:
        raise Overtaken(why="Its task is not there any more.")
    subject = comment_subject(work, now)
    if before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS | {"resolved_at"})
            authorize(work, _permission(work, now), subject)
            delete_comment(work, now)
        return
    changes = touched.changes(apart=_FOLLOWS)
    if len(changes) > 1:
        raise Overtaken(why="It was changed in several ways at once, which are not undone together.")
    if "resolved_at" in changes:
        authorize(work, "comment:create", subject)
        reopen_comment(work, now) if before.resolved_at is None else resolve_comment(work, now)
    elif changes:
        authorize(work, _permission(work, now), subject)
        _restore(work, now, before, after)


def _permission(work: Work, comment: Comment) -> str:
    """Whoever copied it here when two tasks were merged takes that back as any change of the task."""
    return "task:edit" if comment.brought_by == work.principal.id else "comment:edit_own"


def _restore(work: Work, now: Comment, before: Comment, after: Comment | None) -> None:
    assert after is not None
    if before.deleted_at == after.deleted_at:
        update_comment(work, now, before.body_md)
    elif before.deleted_at is None:
        restore_comment(work, now)
    else:
        delete_comment(work, now)
