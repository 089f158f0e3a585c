"""The shelves that views stand on."""

from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.table import Key
from onetick.kernel.work import Work

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
    shelf = shelf_named(work, view.shelf).with_(view)
    if len(shelf.live) > MAX_VIEWS:
        raise QuotaExceeded(f"At most {MAX_VIEWS} views stand together.")
    work.put(shelf)
