"""Correct what was said of how a project stands."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import PROJECT_STATUS_EDITED
from .model import Project, StatusUpdate, require_open
from .reporting import report
from .schemas import StatusUpdateChanges


def update_status_update(
    work: Work, update: StatusUpdate, project: Project, changes: StatusUpdateChanges
) -> StatusUpdate:
    """The status update with these changes. Raises Conflict when the project is archived."""
    require_open(project)
    given = {name: value for name, value in changes.given.items() if getattr(update, name) != value}
    if not given:
        return update
    stored = work.save(replace(update, **given, edited_at=work.now))
    report(work, PROJECT_STATUS_EDITED, project, stored)
    return stored
