"""Correct what was said of how a project, or a portfolio, stands."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import S, Told
from .model import StatusUpdate, require_open
from .reporting import report
from .schemas import StatusUpdateChanges


def update_status_update(
    work: Work, told: Told[S], update: StatusUpdate, place: S, changes: StatusUpdateChanges
) -> StatusUpdate:
    """The status update with these changes. Raises Conflict when the project is archived."""
    require_open(place)
    given = {name: value for name, value in changes.given.items() if getattr(update, name) != value}
    if not given:
        return update
    stored = work.save(replace(update, **given, edited_at=work.now))
    report(work, told.status_edited, place, stored)
    return stored
