"""What is stored about who may do what: four small entities, read by key and never searched for.

A request in a workspace reads the first three in its one opening call; the fourth is read only when
the others did not suffice (see `needs_project_facts`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Self

from ..entity import Entity, entity
from ..ids import OrgId, PrincipalId, WorkspaceId
from ..principal import Principal
from ..table import Key

if TYPE_CHECKING:
    from ..work import Work
    from .standing import Standing

OrgRole = Literal["owner", "admin", "security_admin", "compliance_officer", "billing_admin", "auditor", "member"]
WorkspaceRole = Literal["ws_admin", "member", "guest", ""]
ProjectRole = Literal["admin", "editor", "commenter", "viewer"]
Status = Literal["active", "deactivated"]
Visibility = Literal["public", "private"]
MemberAccess = Literal["view", "comment", "edit"]

MAX_CUSTOM_ROLES = 50


@entity("org_grants", pk="{org_id}#grants", sk="{principal_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrgGrants(Entity):
    """A principal's membership of an organization. `name` and `email` are snapshots for lists of members.

    The role `member` is what everyone but a guest holds: it lets them see the organization itself.
    """

    org_id: OrgId
    principal_id: PrincipalId
    joined_at: datetime
    roles: tuple[OrgRole, ...] = ()
    status: Status = "active"
    name: str = ""
    email: str = ""


@entity("workspace_grants", pk="{org_id}#wsp#{workspace_id}#grants", sk="{principal_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceGrants(Entity):
    """A principal's membership of a workspace: their role there and in its projects, their teams and custom roles.

    `projects` holds the roles given to this principal directly. `name` and `email` are snapshots.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    principal_id: PrincipalId
    joined_at: datetime
    role: WorkspaceRole = ""
    projects: Mapping[str, ProjectRole] = field(default_factory=dict)
    teams: tuple[str, ...] = ()
    custom_roles: tuple[str, ...] = ()
    status: Status = "active"
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomRole:
    """A role that a workspace made: permissions it adds, and permissions it takes away whatever else is held."""

    name: str
    permissions: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()


@entity("workspace_access", pk="{org_id}#wsp#{workspace_id}", sk="access")
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceAccess(Entity):
    """What every decision in a workspace needs of it: its custom roles by id, at most `MAX_CUSTOM_ROLES` of them.

    Where it is absent there is no such workspace.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    custom_roles: Mapping[str, CustomRole] = field(default_factory=dict)
    deleted: bool = False


@entity("project_access", pk="{org_id}#wsp#{workspace_id}", sk="access#{project_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAccess(Entity):
    """Who reaches a project without a role of their own: members of the workspace, and teams by id.

    `member_access` is what a workspace member may do in a public project. `archived` and `deleted` are
    here so that lists can leave such projects out; they decide nothing, since facts of a project only
    ever add roles.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    visibility: Visibility = "private"
    member_access: MemberAccess = "view"
    teams: Mapping[str, ProjectRole] = field(default_factory=dict)
    archived: bool = False
    deleted: bool = False

    def counting(self, today: Self | None) -> Self | None:
        """Today's rights, whatever they were; and where it was."""
        return None if today is None else replace(today, archived=self.archived, deleted=self.deleted)


def keys(org_id: OrgId, workspace_id: WorkspaceId | None, principal_id: PrincipalId) -> list[Key]:
    """The keys of what a decision about this principal reads first."""
    of_org = OrgGrants.key(org_id=org_id, principal_id=principal_id)
    if workspace_id is None:
        return [of_org]
    place = {"org_id": org_id, "workspace_id": workspace_id}
    return [of_org, WorkspaceGrants.key(**place, principal_id=principal_id), WorkspaceAccess.key(**place)]


def standing(work: "Work", principal: Principal, org_id: OrgId, workspace_id: WorkspaceId | None) -> "Standing":
    """What is stored about the principal in the organization and, when one is given, the workspace."""
    from .standing import Standing

    found = keys(org_id, workspace_id, principal.id)
    org_grants = work.find(OrgGrants, found[0])
    if workspace_id is None:
        return Standing(principal=principal, org_grants=org_grants)
    return Standing(
        principal=principal,
        org_grants=org_grants,
        workspace_grants=work.find(WorkspaceGrants, found[1]),
        workspace_access=work.find(WorkspaceAccess, found[2]),
    )
