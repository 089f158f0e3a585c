"""Undo what a change set did to a tag."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work

from .create_tag import require_free
from .delete_tag import delete_tag, merge_tag, restore_tag
from .events import TAG_ARCHIVED, TAG_UNARCHIVED, TAG_UPDATED
from .model import Tag
from .targets import tag_keys
from .update_tag import rewrite

_FOLLOWS = frozenset({"deleted_by"})
_TRASH = frozenset({"deleted_at", "merged_into"})


def undo_tag(work: Work, touched: Touched[Tag]) -> None:
    """Take back what was done to a tag, from the trash or into it again.

    What its tasks lost of it by a job is undone with them. One that goes to the trash is taken off by
    a job from those that have it, or its tasks have the one that it was merged into. Raises what
    `undo_task` does.
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
    authorize(work, "tag:manage", Subject.of(now))
    if not changes.keys() & _TRASH:
        if now.deleted_at is not None:
            raise Overtaken(("deleted_at",))
        _change_back(work, now, changes)
    elif changes.keys() - _TRASH:
        raise Overtaken(why="It was changed in several ways at once, which are not undone together.")
    elif touched.before.deleted_at is None:
        require_free(work, now)
        restore_tag(work, now)
    else:
        _throw_away(work, now, touched.before.merged_into)


def _throw_away(work: Work, tag: Tag, into_id: str | None) -> None:
    if into_id is None:
        delete_tag(work, tag)
        return
    found = work.find_many(Tag, tag_keys(work.org_id, work.workspace_id, [into_id]))
    if not found:
        raise Overtaken(why="The tag that it was merged into is not there any more.")
    merge_tag(work, tag, found[0])


def _change_back(work: Work, now: Tag, changes: Mapping[str, Any]) -> None:
    back = replace(now, **changes)
    require_free(work, back)
    stored = rewrite(work, now, back)
    if "archived_at" in changes:
        work.emit(TAG_UNARCHIVED if stored.archived_at is None else TAG_ARCHIVED, stored, before=now)
    if changes.keys() - {"archived_at"}:
        work.emit(TAG_UPDATED, stored, before=now)
