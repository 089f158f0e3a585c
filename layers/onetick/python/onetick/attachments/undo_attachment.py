"""Undo what a change set did to an attachment."""

from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work
from onetick.tasks.belongings import subject_in
from onetick.tasks.model import Task

from .delete_attachment import delete_attachment, restore_attachment
from .model import Attachment
from .rename_attachment import rename_attachment

_FOLLOWS = frozenset({"state", "reason", "uploaded_at", "ready_at", "thumbnail", "expires", "deleted_by", "counted"})
"""What became of its content, which nobody takes back."""


def undo_attachment(work: Work, touched: Touched[Attachment]) -> None:
    """Take back that a file was attached, renamed or deleted. Raises what `undo_task` does."""
    now = touched.present()
    task = work.find(Task, Task.key(org_id=now.org_id, id=now.task_id))
    if task is None or task.deleted_at is not None:
        raise Overtaken(why="Its task is in the trash. Restore that first.")
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS)
            authorize(work, _permission(work, now), subject_in(task, now))
            delete_attachment(work, now)
        return
    changes = touched.changes(apart=_FOLLOWS)
    if not changes:
        return
    authorize(work, _permission(work, now), subject_in(task, now))
    if changes.keys() == {"name"}:
        rename_attachment(work, now, changes["name"])
    elif changes.keys() != {"deleted_at"}:
        raise Overtaken(why="It was changed in several ways at once, which are not undone together.")
    elif changes["deleted_at"] is None:
        restore_attachment(work, now)
    else:
        delete_attachment(work, now)


def _permission(work: Work, attachment: Attachment) -> str:
    """Whoever copied it here when two tasks were merged takes that back as any change of the task."""
    return "task:edit" if attachment.brought_by == work.principal.id else "attachment:delete"
