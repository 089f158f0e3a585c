"""Take a status update out of the trash."""

from dataclasses import replace

from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .events import PROJECT_STATUS_RESTORED
from .model import Project, StatusUpdate, require_open
from .reporting import report


def restore_status_update(work: Work, update: StatusUpdate, project: Project) -> StatusUpdate:
    """The status update as it was. Raises Conflict when it is not in the trash, Gone after 30 days."""
    require_in_trash("status update", update.purge_at, work.now)
    require_open(project)
    stored = work.save(replace(update, deleted_at=None, deleted_by=None))
    report(work, PROJECT_STATUS_RESTORED, project, stored)
    return stored
