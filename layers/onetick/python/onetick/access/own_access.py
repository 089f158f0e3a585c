"""Say what the caller holds, and what follows from it."""

from onetick.kernel.access import OrgGrants, Subject, WorkspaceGrants
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .questions import permissions_at, project_subject
from .schemas import HeldCustomRole, OwnAccessView, OwnOrganizationAccessView
from .store import access_of


def own_access(work: Work, project_id: str | None) -> OwnAccessView:
    """The caller's roles in the workspace, and all they may do in it or in one project. Raises NotFound."""
    access = access_of(work)
    subject = (
        Subject(kind="workspace", id=access.workspace_id, org_id=access.org_id, workspace_id=access.workspace_id)
        if project_id is None
        else project_subject(work, project_id)
    )
    org_grants: OrgGrants | None = work.standing.org_grants
    grants: WorkspaceGrants | None = work.standing.workspace_grants
    roles = access.custom_roles
    return OwnAccessView(
        principal_id=work.principal.id,
        organization_roles=org_grants.roles if org_grants else (),
        workspace_role=grants.role if grants else "",
        custom_roles=tuple(
            HeldCustomRole(id=name, name=roles[name].name)
            for name in (grants.custom_roles if grants else ())
            if name in roles
        ),
        teams=grants.teams if grants else (),
        project_id=project_id,
        permissions=permissions_at(work, subject),
    )


def own_organization_access(work: Work) -> OwnOrganizationAccessView:
    """The caller's roles in the organization, and all they may do there. Raises NotFound for a former member."""
    grants: OrgGrants | None = work.standing.org_grants
    if grants is None or work.org_id is None:
        raise NotFound()
    subject = Subject(kind="organization", id=work.org_id, org_id=work.org_id)
    return OwnOrganizationAccessView(
        principal_id=work.principal.id,
        organization_roles=grants.roles,
        permissions=permissions_at(work, subject),
    )
