"""Create a workspace."""

from onetick.kernel.access import WorkspaceAccess
from onetick.kernel.ids import WorkspaceId, new_id
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .events import WORKSPACE_CREATED
from .membership import new_membership
from .model import Organization, Workspace, WorkspaceTally
from .schemas import NewWorkspace
from .store import memberships, org_grants, organization_tally


def create_workspace(work: Work, organization: Organization, new: NewWorkspace) -> Workspace:
    """A workspace whose admin is the caller. Raises QuotaExceeded above the limits."""
    creator = org_grants(work, work.principal.id)
    if creator is None:
        raise NotFound()
    work.require(creator)  # its copy of the name must be the one of now
    workspace = work.create(
        Workspace(
            org_id=organization.org_id,
            id=WorkspaceId(new_id("wsp")),
            name=new.name,
            description=new.description,
            created_by=creator.principal_id,
            created_at=work.now,
            updated_at=work.now,
        )
    )
    work.create(WorkspaceAccess(org_id=workspace.org_id, workspace_id=workspace.id))
    work.create(WorkspaceTally(org_id=workspace.org_id, workspace_id=workspace.id, admins=1, teams=0))
    work.create(new_membership(work, creator, workspace.id, "ws_admin"))
    work.put(memberships(work, creator.principal_id).within(workspace.id, "admin"))
    work.save(organization_tally(work).with_workspaces(+1))
    work.emit(WORKSPACE_CREATED, workspace)
    return workspace
