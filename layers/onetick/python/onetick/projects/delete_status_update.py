"""Take back what was said of how a project, or a portfolio, stands."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import S, Told
from .model import StatusUpdate, require_open
from .reporting import report


def delete_status_update(work: Work, told: Told[S], update: StatusUpdate, place: S) -> None:
    """Put a status update into the trash. Raises Conflict when the project is archived."""
    require_open(place)
    gone = work.save(replace(update, deleted_at=work.now, deleted_by=work.principal.id))
    report(work, told.status_deleted, place, gone)
