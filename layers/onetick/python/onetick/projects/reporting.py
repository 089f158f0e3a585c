"""A project shows the health of its latest status update, whatever is said, corrected or taken back."""

from dataclasses import replace
from itertools import islice

from onetick.kernel.events import EventType
from onetick.kernel.work import Work

from .model import MAX_HEADLINES, Headline, Headlines, Project, StatusUpdate
from .store import STATUS_UPDATES, save


def report(work: Work, kind: EventType[Project], project: Project, update: StatusUpdate) -> None:
    """Store the project with its latest health, and tell what happened to one of its status updates.

    `update` is as it is from now on.
    """
    known = _headlines(work, project).having(update)
    if not known.known:
        known = _looked_up(work, known, update)
    work.put(known)
    health = known.newest[0].health if known.newest else None
    stored = save(work, replace(project, health=health, updated_at=work.now), before=project)
    work.emit(kind, stored, before=project, status_update_id=update.id, health=update.health, text=update.text)


def _headlines(work: Work, project: Project) -> Headlines:
    found = work.find(Headlines, Headlines.key(org_id=project.org_id, project_id=project.id))
    return found or Headlines(org_id=project.org_id, project_id=project.id, complete=project.health is None)


def _looked_up(work: Work, known: Headlines, update: StatusUpdate) -> Headlines:
    """The newest ones once more, where too many were taken back to know them."""
    asked = STATUS_UPDATES.of(org_id=known.org_id, project_id=known.project_id)
    rows = work.each(asked, window=2 * MAX_HEADLINES)
    others = (row for row in rows if row.id != update.id and row.deleted_at is None)
    newest = tuple(Headline(id=row.id, health=row.health) for row in islice(others, MAX_HEADLINES + 1))
    every = len(newest) <= MAX_HEADLINES
    return replace(known, newest=newest[:MAX_HEADLINES], complete=every).having(update)
