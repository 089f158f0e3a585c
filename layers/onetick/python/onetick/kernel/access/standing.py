"""What is known of a caller at one place, and the roles that follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..principal import Principal
from .facts import CustomRole, OrgGrants, ProjectAccess, WorkspaceAccess, WorkspaceGrants
from .subject import Subject

Origin = Literal["organization", "workspace", "direct", "team", "public project", "custom"]
WorkspaceState = Literal["none", "absent", "deleted", "live"]

_WORKSPACE_ROLES = {"ws_admin": "ws_admin", "member": "ws_member", "guest": "ws_guest"}
_MEMBER_ROLES = {"view": "project_viewer", "comment": "project_commenter", "edit": "project_editor"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The caller, and the stored facts about them that were read. None is a fact that is absent or was not read.

    Facts about somebody or somewhere else count as none, so a mix-up can never let anybody in.
    """

    principal: Principal
    org_grants: OrgGrants | None = None
    workspace_grants: WorkspaceGrants | None = None
    workspace_access: WorkspaceAccess | None = None
    project_access: ProjectAccess | None = None


class RoleSource(NamedTuple):
    """A role the caller holds, and where it came from. `via` is the id of the team or custom role, or empty."""

    role: str
    origin: Origin
    via: str = ""


def roles(standing: Standing, subject: Subject) -> frozenset[str]:
    """The built-in roles of the caller towards the subject, such as `ws_member` and `project_editor`."""
    return frozenset(source.role for source in role_sources(standing, subject))


def role_sources(standing: Standing, subject: Subject) -> Iterator[RoleSource]:
    """Each built-in role with its origin; the same role may come from several."""
    membership = org_membership(standing, subject)
    if membership is None:
        return
    for role in membership.roles:
        yield RoleSource(f"org_{role}", "organization")
    grants = workspace_membership(standing, subject)
    if grants is None:
        return
    if grants.role:
        yield RoleSource(_WORKSPACE_ROLES[grants.role], "workspace")
    if subject.project_id is not None:
        yield from _project_roles(grants, subject.project_id, project_facts(standing, subject))


def org_membership(standing: Standing, subject: Subject) -> OrgGrants | None:
    """The caller's active membership of the subject's organization."""
    grants = standing.org_grants
    if grants is None or grants.status != "active":
        return None
    theirs = grants.org_id == subject.org_id and grants.principal_id == standing.principal.id
    return grants if theirs else None


def workspace_membership(standing: Standing, subject: Subject) -> WorkspaceGrants | None:
    """The caller's active membership of the subject's workspace."""
    grants = _grants_here(standing, subject)
    return grants if grants is not None and grants.status == "active" else None


def project_facts(standing: Standing, subject: Subject) -> ProjectAccess | None:
    """What is known of the subject's project."""
    access = standing.project_access
    if access is None:
        return None
    place = (access.org_id, access.workspace_id, access.project_id)
    return access if place == (subject.org_id, subject.workspace_id, subject.project_id) else None


def workspace_state(standing: Standing, subject: Subject) -> WorkspaceState:
    """Whether the subject's workspace is there; `none` for a subject outside any workspace."""
    if subject.workspace_id is None:
        return "none"
    access = _access_here(standing, subject)
    if access is None:
        return "absent"
    return "deleted" if access.deleted else "live"


def custom_roles(standing: Standing, subject: Subject) -> dict[str, CustomRole]:
    """The custom roles that the caller holds in the subject's workspace, by id; ids of deleted roles name nothing.

    A deactivated member holds them still, for what they deny; what they permit is for active members.
    """
    grants, access = _grants_here(standing, subject), _access_here(standing, subject)
    if grants is None or access is None:
        return {}
    return {id: access.custom_roles[id] for id in grants.custom_roles if id in access.custom_roles}


def needs_project_facts(standing: Standing, subject: Subject) -> bool:
    """Whether `ProjectAccess` was not read and could still add a role.

    Facts of a project only add roles, and nothing forbids because of one. So decide first without
    them, and read them only when that was a denial and this is true.
    """
    if subject.project_id is None or project_facts(standing, subject) is not None:
        return False
    if org_membership(standing, subject) is None:
        return False
    grants = workspace_membership(standing, subject)
    if grants is None or grants.role == "ws_admin":
        return False
    return grants.role == "member" or bool(grants.teams)


def _grants_here(standing: Standing, subject: Subject) -> WorkspaceGrants | None:
    grants = standing.workspace_grants
    if grants is None or grants.principal_id != standing.principal.id:
        return None
    return grants if (grants.org_id, grants.workspace_id) == (subject.org_id, subject.workspace_id) else None


def _access_here(standing: Standing, subject: Subject) -> WorkspaceAccess | None:
    access = standing.workspace_access
    if access is None:
        return None
    return access if (access.org_id, access.workspace_id) == (subject.org_id, subject.workspace_id) else None


def _project_roles(grants: WorkspaceGrants, project_id: str, access: ProjectAccess | None) -> Iterator[RoleSource]:
    direct = grants.projects.get(project_id)
    if direct is not None:
        yield RoleSource(f"project_{direct}", "direct")
    if access is None:
        return
    for team in grants.teams:
        if team in access.teams:
            yield RoleSource(f"project_{access.teams[team]}", "team", team)
    if access.visibility == "public" and grants.role == "member":
        yield RoleSource(_MEMBER_ROLES[access.member_access], "public project")
