"""What happens to organizations, workspaces and those who belong to them."""

from dataclasses import dataclass

from onetick.kernel.access import OrgGrants, WorkspaceGrants
from onetick.kernel.access.facts import OrgRole
from onetick.kernel.events import EventType

from .model import Invitation, Memberships, Organization, Team, Workspace
from .people import MemberFact, MembershipsFact, OrganizationMemberFact
from .schemas import InvitationFact, OrganizationView, TeamView, WorkspaceView


@dataclass(frozen=True, slots=True)
class Invited:
    """Context: as what, and whether the mail is only sent once more."""

    email_hash: str
    role: str
    resent: bool


@dataclass(frozen=True, slots=True)
class RoleChanged:
    """Context: the role before and after."""

    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """Context: the roles before and after."""

    from_: tuple[OrgRole, ...]
    to: tuple[OrgRole, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Context: where it was decided: `workspace`, `organization`, or `self` for somebody who left."""

    source: str


@dataclass(frozen=True, slots=True)
class Added:
    """Context: the invitation that led to it, or null."""

    invitation_id: str | None


@dataclass(frozen=True, slots=True)
class OfTeam:
    """Context: the person."""

    user_id: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Context: behind whom to go on; null when all members have it."""

    after: str | None


ORGANIZATION_CREATED = EventType("organization.created", Organization, OrganizationView.of)
ORGANIZATION_UPDATED = EventType("organization.updated", Organization, OrganizationView.of)
ORGANIZATION_NAME_COPIED = EventType("organization.name_copied", Organization, OrganizationView.of, context=Copied)
ORGANIZATION_MEMBER_ROLES_CHANGED = EventType(
    "organization.member_roles_changed", OrgGrants, OrganizationMemberFact.of, context=RolesChanged
)
ORGANIZATION_MEMBER_REMOVED = EventType(
    "organization.member_removed", OrgGrants, OrganizationMemberFact.of, context=Source
)
ORGANIZATION_MEMBERSHIPS_CLEARED = EventType("organization.memberships_cleared", Memberships, MembershipsFact.of)

USER_INVITED = EventType("user.invited", Invitation, InvitationFact.of, context=Invited)
USER_JOINED = EventType("user.joined", OrgGrants, OrganizationMemberFact.of, context=Added)
USER_DEACTIVATED = EventType("user.deactivated", OrgGrants, OrganizationMemberFact.of, context=Source)
USER_REACTIVATED = EventType("user.reactivated", OrgGrants, OrganizationMemberFact.of, context=Source)
INVITATION_ACCEPTED = EventType("invitation.accepted", Invitation, InvitationFact.of)
INVITATION_REVOKED = EventType("invitation.revoked", Invitation, InvitationFact.of)

WORKSPACE_CREATED = EventType("workspace.created", Workspace, WorkspaceView.of)
WORKSPACE_UPDATED = EventType("workspace.updated", Workspace, WorkspaceView.of)
WORKSPACE_DELETED = EventType("workspace.deleted", Workspace, WorkspaceView.of)
WORKSPACE_RESTORED = EventType("workspace.restored", Workspace, WorkspaceView.of)
WORKSPACE_MEMBER_ADDED = EventType("workspace.member_added", WorkspaceGrants, MemberFact.of, context=Added)
WORKSPACE_MEMBER_REMOVED = EventType("workspace.member_removed", WorkspaceGrants, MemberFact.of, context=Source)
MEMBER_ROLE_CHANGED = EventType("member.role_changed", WorkspaceGrants, MemberFact.of, context=RoleChanged)
MEMBER_DEACTIVATED = EventType("member.deactivated", WorkspaceGrants, MemberFact.of)
MEMBER_REACTIVATED = EventType("member.reactivated", WorkspaceGrants, MemberFact.of)

TEAM_CREATED = EventType("team.created", Team, TeamView.of)
TEAM_UPDATED = EventType("team.updated", Team, TeamView.of)
TEAM_DELETED = EventType("team.deleted", Team, TeamView.of)
TEAM_RESTORED = EventType("team.restored", Team, TeamView.of)
TEAM_MEMBER_ADDED = EventType("team.member_added", Team, TeamView.of, context=OfTeam)
TEAM_MEMBER_REMOVED = EventType("team.member_removed", Team, TeamView.of, context=OfTeam)
