"""Put a view into the trash, and take it out."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .events import VIEW_DELETED, VIEW_RESTORED
from .model import SavedView
from .shelves import put_on


def delete_view(work: Work, view: SavedView) -> None:
    """Put a view into the trash."""
    gone = replace(view, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), is_default=False)
    gone = work.save(gone)
    put_on(work, gone)
    work.emit(VIEW_DELETED, gone, before=view)


def restore_view(work: Work, view: SavedView) -> SavedView:
    """The view as it was, behind the others.

    Raises Conflict unless it is in the trash, Gone after 30 days, QuotaExceeded when there are too many.
    """
    require_in_trash("view", view.purge_at, work.now)
    stored = work.save(replace(view, deleted_at=None, deleted_by=None, updated_at=work.now))
    put_on(work, stored)
    work.emit(VIEW_RESTORED, stored, before=view)
    return stored
