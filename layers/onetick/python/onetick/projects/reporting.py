"""What was reported of a project or a portfolio, whose health is that of the latest update.

Whatever is said, corrected or taken back.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from onetick.kernel.events import EventType
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .events import S, Told
from .model import MAX_HEADLINES, Headline, Headlines, Shared, StatusUpdate, require_open
from .saving import save
from .store import STATUS_UPDATES


def list_status_updates(work: Work, place: Shared, paging: Paging, *, trashed: bool) -> Page[StatusUpdate]:
    """One page of its status updates, newest first; of those in the trash, or of the others."""
    asked = STATUS_UPDATES.of(org_id=place.org_id, project_id=place.id)
    return work.page(asked, paging, keep=lambda row: (row.deleted_at is not None) == trashed)


def latest_status_updates(work: Work, place: Shared, *, limit: int) -> Sequence[StatusUpdate]:
    """Its latest status updates, newest first, without those in the trash."""
    asked = STATUS_UPDATES.of(org_id=place.org_id, project_id=place.id)
    return list(islice((row for row in work.each(asked, window=100) if row.deleted_at is None), limit))


def restore_status_update(work: Work, told: Told[S], place: S, update: StatusUpdate) -> StatusUpdate:
    """Store a status update that was posted somewhere else, at its place among the others.

    What it is about takes its health where it is the latest. Raises Conflict when the project is archived.
    """
    require_open(place)
    known = _headlines(work, place)
    known = known.having(update) if known.known else _looked_up(work, known, update)
    _store(work, told.status_posted, place, update, known)
    return work.create(update)


def report(work: Work, kind: EventType[S], place: S, update: StatusUpdate) -> None:
    """Store the project or portfolio with its latest health, and tell what happened to one of its status updates.

    `update` is as it is from now on.
    """
    known = _headlines(work, place).having(update)
    if not known.known:
        known = _looked_up(work, known, update)
    _store(work, kind, place, update, known)


def _store(work: Work, kind: EventType[S], place: S, update: StatusUpdate, known: Headlines) -> None:
    work.put(known)
    health = known.newest[0].health if known.newest else None
    stored = save(work, replace(place, health=health, updated_at=work.now), before=place)
    work.emit(kind, stored, before=place, status_update_id=update.id, health=update.health, text=update.text)


def _headlines(work: Work, place: Shared) -> Headlines:
    found = work.find(Headlines, Headlines.key(org_id=place.org_id, project_id=place.id))
    return found or Headlines(org_id=place.org_id, project_id=place.id, complete=place.health is None)


def _looked_up(work: Work, known: Headlines, update: StatusUpdate) -> Headlines:
    """The newest ones once more, where too many were taken back to know them."""
    asked = STATUS_UPDATES.of(org_id=known.org_id, project_id=known.project_id)
    rows = work.each(asked, window=2 * MAX_HEADLINES)
    others = (row for row in rows if row.id != update.id and row.deleted_at is None)
    newest = tuple(Headline(id=row.id, health=row.health) for row in islice(others, MAX_HEADLINES + 1))
    every = len(newest) <= MAX_HEADLINES
    return replace(known, newest=newest[:MAX_HEADLINES], complete=every).having(update)
