"""Say what the caller holds, and what follows from it."""

from onetick.kernel.access import OrgGrants, Subject, WorkspaceGrants
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .questions import permissions_at, place_subject
from .schemas import HeldCustomRole, OwnAccessFilter, OwnAccessView, OwnOrganizationAccessView
from .store import access_of


def own_access(work: Work, wanted: OwnAccessFilter) -> OwnAccessView:
    """The caller's roles in the workspace, and all they may do in it, in one project or portfolio. Raises NotFound."""
    access = access_of(work)
    if wanted.project_id is not None:
        subject = place_subject(work, "project", wanted.project_id)
    elif wanted.portfolio_id is not None:
        subject = place_subject(work, "portfolio", wanted.portfolio_id)
    else:
        place = access.workspace_id
        subject = Subject(kind="workspace", id=place, org_id=access.org_id, workspace_id=place)
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
        project_id=wanted.project_id,
        portfolio_id=wanted.portfolio_id,
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
