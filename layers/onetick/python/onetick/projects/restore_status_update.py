"""Take a status update out of the trash."""

from dataclasses import replace

from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .events import S, Told
from .model import StatusUpdate, require_open
from .reporting import report


def restore_status_update(work: Work, told: Told[S], update: StatusUpdate, place: S) -> StatusUpdate:
    """The status update as it was. Raises Conflict when it is not in the trash, Gone after 30 days."""
    require_in_trash("status update", update.purge_at, work.now)
    require_open(place)
    stored = work.save(replace(update, deleted_at=None, deleted_by=None))
    report(work, told.status_restored, place, stored)
    return stored
