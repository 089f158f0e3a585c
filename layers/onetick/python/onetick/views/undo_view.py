"""Undo what a change set did to a saved view."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Touched, following
from onetick.kernel.problems import Forbidden
from onetick.kernel.work import Work

from .events import VIEW_DELETED, VIEW_MOVED, VIEW_RESTORED, VIEW_UPDATED
from .model import SavedView, ViewShelf
from .shelves import put_before, put_on, shelf_key, shelf_named
from .trash import delete_view

_FOLLOWS = frozenset({"deleted_by"})


def undo_view(work: Work, touched: Touched[SavedView]) -> None:
    """Take back what was done to a view; it stands again where it stood. Raises what `undo_task` does."""
    now = touched.present()
    if now.scope == "personal" and now.created_by != work.principal.id:
        raise Forbidden("The view is somebody's own.")
    authorize(work, "view:edit_own", Subject.of(now))
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged()
            delete_view(work, now)
        return
    changes = dict(touched.changes(apart=_FOLLOWS))
    moved, before_id = _place(work, touched, touched.before, now)
    if changes.get("scope") == "personal" and touched.before.created_by != work.principal.id:
        raise Forbidden("Only whose view it is can make it personal.")
    if "is_default" in changes:
        authorize(work, "project:edit", Subject.of(now))
    if "deleted_at" in changes:
        changes["deleted_by"] = touched.before.deleted_by
    if changes or moved:
        _set_back(work, now, changes, moved=moved, before_id=before_id)


def _set_back(work: Work, now: SavedView, changes: Mapping[str, Any], *, moved: bool, before_id: str | None) -> None:
    stored = work.save(replace(now, **changes, updated_at=work.now))
    if stored.shelf != now.shelf:
        work.put(shelf_named(work, now.shelf).without(now.id))
    if stored.deleted_at is None and (moved or now.deleted_at is not None or stored.shelf != now.shelf):
        put_before(work, stored, before_id)
    else:
        put_on(work, stored)
    if "deleted_at" in changes:
        work.emit(VIEW_RESTORED if stored.deleted_at is None else VIEW_DELETED, stored, before=now)
    elif changes:
        work.emit(VIEW_UPDATED, stored, before=now)
    if moved:
        work.emit(VIEW_MOVED, stored, before=now, before_id=before_id)


def _place(work: Work, touched: Touched[SavedView], before: SavedView, now: SavedView) -> tuple[bool, str | None]:
    """Whether the change alone put it elsewhere on its shelf, and before which other view it is to stand again."""
    key = shelf_key(work.org_id, work.workspace_id, before.shelf)
    old, left = (work.superseded(ViewShelf, key, touched.at), work.as_left(ViewShelf, key, touched.at))
    shelf = shelf_named(work, before.shelf)
    if old is None or left is None:
        return False, None
    order = [view.id for view in old.live]
    standing = [view.id for view in shelf.live]
    follower = following(order, touched.id, standing)
    if touched.id not in standing or order == [view.id for view in left.live]:
        return False, follower
    return following(standing, touched.id, standing) != follower, follower
