"""A project shows the health of its latest status update, whatever is said, corrected or taken back."""

from dataclasses import replace

from onetick.kernel.events import EventType
from onetick.kernel.paging import Paging
from onetick.kernel.work import Work

from .model import Health, Project, StatusUpdate
from .store import STATUS_UPDATES, save

WINDOW = 10


def report(work: Work, kind: EventType[Project], project: Project, update: StatusUpdate) -> None:
    """Store the project with its latest health, and tell what happened to one of its status updates."""
    health = _latest_health(work, project, update)
    stored = save(work, replace(project, health=health, updated_at=work.now), before=project)
    work.emit(kind, stored, before=project, status_update_id=update.id, health=update.health, text=update.text)


def _latest_health(work: Work, project: Project, changed: StatusUpdate) -> Health | None:
    """What the newest one says that is not in the trash, given how one of them is from now on."""
    asked = STATUS_UPDATES.of(org_id=project.org_id, project_id=project.id)
    page = work.page(asked, Paging(limit=WINDOW), keep=lambda row: row.id != changed.id and row.deleted_at is None)
    others = [*page.data[:1], *([changed] if changed.deleted_at is None else [])]
    return max(others, key=lambda row: row.id).health if others else None
