"""Delete a workspace, and restore it from the trash."""

from dataclasses import replace

from onetick.kernel.access import WorkspaceAccess
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work

from .events import WORKSPACE_DELETED, WORKSPACE_RESTORED
from .model import Workspace
from .store import organization_tally, workspace_tally


def delete_workspace(work: Work, workspace: Workspace) -> None:
    """Move a workspace to the trash. From now on nothing in it is there for anybody."""
    _switch(work, workspace, deleted=True)
    gone = work.save(replace(workspace, deleted_at=work.now, deleted_by=work.principal.id))
    work.emit(WORKSPACE_DELETED, gone, before=workspace)


def restore_workspace(work: Work, workspace: Workspace) -> Workspace:
    """A workspace as it was before it was deleted.

    Raises Conflict for one that is not deleted, Gone after 30 days, QuotaExceeded when the
    organization has too many workspaces by now.
    """
    if workspace.purge_at is None:
        raise Conflict("The workspace is not deleted.")
    if workspace.purge_at <= work.now:
        raise Gone("A deleted workspace can be restored for 30 days. They are over.")
    _switch(work, workspace, deleted=False)
    restored = work.save(replace(workspace, deleted_at=None, deleted_by=None, updated_at=work.now))
    work.emit(WORKSPACE_RESTORED, restored, before=workspace)
    return restored


def _switch(work: Work, workspace: Workspace, *, deleted: bool) -> None:
    access = work.load(WorkspaceAccess, WorkspaceAccess.key(org_id=work.org_id, workspace_id=workspace.id))
    work.save(replace(access, deleted=deleted))
    work.save(replace(workspace_tally(work, workspace.id), deleted=deleted))
    work.save(organization_tally(work).with_workspaces(-1 if deleted else +1))
