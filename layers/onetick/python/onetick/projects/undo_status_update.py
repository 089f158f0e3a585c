"""Undo what a change set did to a status update."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Touched
from onetick.kernel.work import Work

from .delete_status_update import delete_status_update
from .events import S, Told
from .model import StatusUpdate, require_open
from .reporting import report

_FOLLOWS = frozenset({"deleted_by", "edited_at"})


def undo_status_update(work: Work, told: Told[S], permission: str, touched: Touched[StatusUpdate]) -> None:
    """Take back what was done to a status update; what it is about has the health of its latest one again.

    What was posted goes to the trash, what was deleted comes back. `permission` is the right to report.
    Raises what `undo_task` does.
    """
    now = touched.present()
    place = work.load(told.cls, told.cls.key(org_id=now.org_id, workspace_id=now.workspace_id, id=now.project_id))
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS)
            authorize(work, permission, Subject.of(place))
            delete_status_update(work, told, now, place)
        return
    changes = touched.changes(apart=_FOLLOWS)
    if not changes:
        return
    authorize(work, permission, Subject.of(place))
    require_open(place)
    back = replace(now, **changes)
    if "deleted_at" not in changes:
        report(work, told.status_edited, place, work.save(replace(back, edited_at=work.now)))
        return
    kind = told.status_restored if back.deleted_at is None else told.status_deleted
    report(work, kind, place, work.save(replace(back, deleted_by=touched.before.deleted_by)))
