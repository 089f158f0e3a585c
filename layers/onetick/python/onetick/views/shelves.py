"""The shelves that views stand on."""

from dataclasses import replace

from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .events import VIEW_UPDATED
from .model import MAX_VIEWS, SavedView, ViewShelf


def shelf_key(org_id: OrgId | None, workspace_id: WorkspaceId | None, name: str) -> Key:
    """Where a shelf is."""
    return ViewShelf.key(org_id=org_id, workspace_id=workspace_id, name=name)


def shelf_named(work: Work, name: str) -> ViewShelf:
    """A shelf; an empty one where nobody ever put a view."""
    found = work.find(ViewShelf, shelf_key(work.org_id, work.workspace_id, name))
    assert work.org_id is not None and work.workspace_id is not None
    return found or ViewShelf(org_id=work.org_id, workspace_id=work.workspace_id, name=name)


def put_on(work: Work, view: SavedView) -> None:
    """Put a stored view on its shelf, at its place or behind the others. Raises QuotaExceeded when that is full."""
    _put(work, shelf_named(work, view.shelf).with_(view), view)


def put_before(work: Work, view: SavedView, before_id: str | None) -> None:
    """Put a stored view on its shelf, before another or behind all. Raises QuotaExceeded when that is full."""
    _put(work, shelf_named(work, view.shelf).moved(view, before_id=before_id), view)


def _put(work: Work, shelf: ViewShelf, view: SavedView) -> None:
    if len(shelf.live) > MAX_VIEWS:
        raise QuotaExceeded(f"At most {MAX_VIEWS} views stand together.")
    work.put(_alone_first(work, shelf, view))


def _alone_first(work: Work, shelf: ViewShelf, view: SavedView) -> ViewShelf:
    """The shelf, on which no other view is the default if this one is: one more read where another was."""
    others = [one for one in shelf.live if view.is_default and one.is_default and one.id != view.id]
    for one in others:
        other = work.find(SavedView, one.own_key)
        if other is None:
            continue
        stored = work.save(replace(other, is_default=False, updated_at=work.now))
        work.emit(VIEW_UPDATED, stored, before=other)
        shelf = shelf.with_(stored)
    return shelf
