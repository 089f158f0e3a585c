"""Take back what was said of how a project stands."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import PROJECT_STATUS_DELETED
from .model import Project, StatusUpdate, require_open
from .reporting import report


def delete_status_update(work: Work, update: StatusUpdate, project: Project) -> None:
    """Put a status update into the trash. Raises Conflict when the project is archived."""
    require_open(project)
    gone = work.save(replace(update, deleted_at=work.now, deleted_by=work.principal.id))
    report(work, PROJECT_STATUS_DELETED, project, gone)
