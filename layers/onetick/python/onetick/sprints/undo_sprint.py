"""Undo what a change set did to a sprint, or to how a project runs its sprints."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Touched, following
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open

from .delete_sprint import delete_sprint
from .events import CADENCE_UPDATED
from .model import Cadence, Sprint
from .restore_sprint import restore_sprint
from .start_sprint import begin_sprint
from .take_back_start import take_back_start
from .targets import cadence_of
from .update_sprint import change_sprint

_FOLLOWS = frozenset({"deleted_by"})
_WHICH = frozenset({"planned", "active"})
"""Which sprints are open, which they say themselves."""


def undo_sprint(work: Work, touched: Touched[Sprint]) -> None:
    """Take back what was done to a sprint; what was planned in it is undone with its tasks.

    One that was made goes to the trash, unless it was started since; one that was started is planned
    again. Raises what `undo_task` does.
    """
    now = touched.present()
    authorize(work, "sprint:manage", Subject.of(now))
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged()
            delete_sprint(work, now)
        return
    changes = dict(touched.changes(apart=_FOLLOWS))
    if "deleted_at" in changes:
        if changes.pop("deleted_at") is not None:
            delete_sprint(work, now)
        else:
            restore_sprint(work, now, before_id=_follower(work, touched, now))
    elif "state" not in changes:
        change_sprint(work, now, changes)
    elif touched.before.state == "planned":
        days = touched.before.start_on, touched.before.end_on
        take_back_start(work, now, *days, before_id=_follower(work, touched, now))
    else:
        # Its start was undone, and is done again: with what is in it now, from now on.
        begin_sprint(work, now, touched.before.start_on, touched.before.end_on)


def _follower(work: Work, touched: Touched[Sprint], now: Sprint) -> str | None:
    """The planned sprint that followed it before the change, of those that are planned still."""
    cadence = cadence_of(work, now.project_id)
    old = work.superseded(Cadence, cadence.own_key, touched.at)
    return None if old is None else following(old.planned, now.id, cadence.planned)


def undo_cadence(work: Work, touched: Touched[Cadence]) -> None:
    """Take back how a project runs its sprints. Raises what `undo_task` does."""
    now = touched.present()
    unsaid = Cadence(org_id=now.org_id, workspace_id=now.workspace_id, project_id=now.project_id)
    changes = replace(touched, before=touched.before or unsaid).changes(apart=_WHICH)
    if not changes:
        return
    project = work.load(Project, Project.key(org_id=now.org_id, workspace_id=now.workspace_id, id=now.project_id))
    authorize(work, "sprint:manage", Subject.of(project))
    require_open(project)
    work.emit(CADENCE_UPDATED, work.save(replace(now, **changes)), before=now)
