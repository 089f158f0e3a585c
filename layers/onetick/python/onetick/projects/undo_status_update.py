"""Undo what a change set did to a status update."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.reverting import Touched
from onetick.kernel.work import Work

from .delete_status_update import delete_status_update
from .events import PROJECT_STATUS_DELETED, PROJECT_STATUS_EDITED, PROJECT_STATUS_RESTORED
from .model import Project, StatusUpdate, require_open
from .reporting import report

_FOLLOWS = frozenset({"deleted_by", "edited_at"})


def undo_status_update(work: Work, touched: Touched[StatusUpdate]) -> None:
    """Take back what was done to a status update; the project has the health of its latest one again.

    What was posted goes to the trash, what was deleted comes back. Raises what `undo_task` does.
    """
    now = touched.present()
    project = work.load(Project, Project.key(org_id=now.org_id, workspace_id=now.workspace_id, id=now.project_id))
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS)
            authorize(work, "project:edit", Subject.of(project))
            delete_status_update(work, now, project)
        return
    changes = touched.changes(apart=_FOLLOWS)
    if not changes:
        return
    authorize(work, "project:edit", Subject.of(project))
    require_open(project)
    back = replace(now, **changes)
    if "deleted_at" not in changes:
        report(work, PROJECT_STATUS_EDITED, project, work.save(replace(back, edited_at=work.now)))
        return
    kind = PROJECT_STATUS_RESTORED if back.deleted_at is None else PROJECT_STATUS_DELETED
    report(work, kind, project, work.save(replace(back, deleted_by=touched.before.deleted_by)))
