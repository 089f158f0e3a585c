"""Undo what a change set did to a tag."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.reverting import Overtaken, Touched
from onetick.kernel.work import Work

from .delete_tag import delete_tag
from .events import TAG_ARCHIVED, TAG_UNARCHIVED, TAG_UPDATED
from .model import Tag
from .update_tag import rewrite

_FOLLOWS = frozenset({"deleted_by"})


def undo_tag(work: Work, touched: Touched[Tag]) -> None:
    """Take back what was done to a tag. One that was made goes to the trash, and a job takes it off its tasks.

    Raises Overtaken for one that was deleted, merged or restored: its tasks have lost it since.
    """
    now = touched.present()
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS)
            authorize(work, "tag:manage", Subject.of(now))
            delete_tag(work, now)
        return
    changes = touched.changes(apart=_FOLLOWS)
    if not changes:
        return
    if changes.keys() & {"deleted_at", "merged_into"}:
        raise Overtaken(why="Its tasks have lost it. Restore it by hand, and give it to them again.")
    if now.deleted_at is not None:
        raise Overtaken(("deleted_at",))
    authorize(work, "tag:manage", Subject.of(now))
    stored = rewrite(work, now, replace(now, **changes))
    if "archived_at" in changes:
        work.emit(TAG_UNARCHIVED if stored.archived_at is None else TAG_ARCHIVED, stored, before=now)
    if changes.keys() - {"archived_at"}:
        work.emit(TAG_UPDATED, stored, before=now)
