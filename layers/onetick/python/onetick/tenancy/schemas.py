"""What the API takes and shows of organizations, workspaces, invitations and teams; members are in `people`."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from onetick.identity.emails import EmailAddress
from onetick.identity.model import AccountOrganization
from onetick.kernel.fields import UNCHANGED, Body, Name, QueryParameters, Timestamp, View

from .model import MAX_TEAM_MEMBERS, Invitation, InvitationStatus, MemberRole, Organization, Team, Workspace

ROLE_FIELD = Field(
    description="ws_admin: everything in the workspace. member: works in it, and reaches public projects. "
    "guest: only projects that are shared with them.",
    examples=["member"],
)


def _one_line(text: str) -> str:
    if any(character in text for character in "\r\n\t\u2028\u2029"):
        raise ValueError("must be one line")
    return text


Line = Annotated[Name, AfterValidator(_one_line)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class NewOrganization(Body):
    """An organization to found."""

    name: Line = Field(examples=["Acme"])


class OrganizationChanges(Body):
    """What to change of an organization; fields that are left out stay as they are."""

    name: Line = UNCHANGED


class OrganizationView(View):
    """An organization."""

    id: str = Field(examples=["org_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Acme"])
    created_by: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    created_at: Timestamp
    updated_at: Timestamp
    version: int

    @classmethod
    def of(cls, organization: Organization) -> "OrganizationView":
        """The view of an organization."""
        return cls.model_validate(organization)


class OwnOrganizationView(View):
    """An organization that the caller belongs to."""

    id: str = Field(examples=["org_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Acme"])
    role: str = Field(description="The caller's highest role in it.", examples=["owner"])
    status: Literal["active", "deactivated"] = Field(
        description="Only for an active membership a token can be had.", examples=["active"]
    )
    joined_at: Timestamp

    @classmethod
    def of(cls, membership: AccountOrganization) -> "OwnOrganizationView":
        """The view of an account's own membership."""
        return cls(
            id=membership.org_id,
            name=membership.name,
            role=membership.role,
            status=membership.status,
            joined_at=membership.joined_at,
        )


class NewWorkspace(Body):
    """A workspace to create."""

    name: Line = Field(examples=["Marketing"])
    description: Description = Field(default="", examples=["Campaigns, events and the web site."])


class WorkspaceChanges(Body):
    """What to change of a workspace; fields that are left out stay as they are."""

    name: Line = UNCHANGED
    description: Description = UNCHANGED


class WorkspaceView(View):
    """A workspace."""

    id: str = Field(examples=["wsp_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    organization_id: str = Field(examples=["org_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Marketing"])
    description: str = Field(examples=["Campaigns, events and the web site."])
    created_by: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    created_at: Timestamp
    updated_at: Timestamp
    deleted_at: Timestamp | None = None
    purge_at: Timestamp | None = Field(default=None, description="Until when a deleted workspace can be restored.")
    version: int

    @classmethod
    def of(cls, workspace: Workspace) -> "WorkspaceView":
        """The view of a workspace."""
        return cls(
            id=workspace.id,
            organization_id=workspace.org_id,
            name=workspace.name,
            description=workspace.description,
            created_by=workspace.created_by,
            created_at=workspace.created_at,
            updated_at=workspace.updated_at,
            deleted_at=workspace.deleted_at,
            purge_at=workspace.purge_at,
            version=workspace.version,
        )


class NewInvitation(Body):
    """Whom to invite, and as what."""

    email: EmailAddress = Field(examples=["ben@example.com"])
    role: MemberRole = Field(default="member", description=ROLE_FIELD.description, examples=["member"])


class InvitationView(View):
    """An invitation. The link is in the mail alone."""

    id: str = Field(examples=["inv_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    email: str = Field(examples=["ben@example.com"])
    role: MemberRole = ROLE_FIELD
    status: InvitationStatus | Literal["expired"] = Field(examples=["pending"])
    created_by: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    created_at: Timestamp
    expires_at: Timestamp
    version: int

    @classmethod
    def at(cls, now: datetime, invitation: Invitation) -> "InvitationView":
        """The view of an invitation at a moment: one whose time has passed has expired."""
        expired = invitation.status == "pending" and not invitation.open_at(now)
        return cls(
            id=invitation.id,
            email=invitation.email,
            role=invitation.role,
            status="expired" if expired else invitation.status,
            created_by=invitation.created_by,
            created_at=invitation.created_at,
            expires_at=invitation.expires_at,
            version=invitation.version,
        )


class InvitationFact(View):
    """An invitation as events tell of it: without the address."""

    id: str
    workspace_id: str
    email_hash: str
    role: MemberRole
    status: InvitationStatus
    created_by: str
    expires_at: Timestamp
    version: int

    @classmethod
    def of(cls, invitation: Invitation) -> "InvitationFact":
        """What events say of an invitation."""
        return cls.model_validate(invitation)


class InvitationPreview(View):
    """What somebody with the link sees before they accept."""

    organization_name: str = Field(examples=["Acme"])
    workspace_name: str = Field(examples=["Marketing"])
    inviter: str = Field(description="The name of the person who invited.", examples=["Ann"])
    email: str = Field(description="The account that accepts must have this address.", examples=["ben@example.com"])
    role: MemberRole = ROLE_FIELD
    expires_at: Timestamp


class AcceptedView(View):
    """Where an accepted invitation led: ask for a token for this organization next."""

    organization_id: str = Field(examples=["org_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    organization_name: str = Field(examples=["Acme"])
    workspace_id: str = Field(examples=["wsp_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_name: str = Field(examples=["Marketing"])
    role: MemberRole = ROLE_FIELD


class NewTeam(Body):
    """A team to create."""

    name: Line = Field(examples=["Designers"])
    description: Description = Field(default="", examples=["Everything that people see."])


class TeamChanges(Body):
    """What to change of a team; fields that are left out stay as they are."""

    name: Line = UNCHANGED
    description: Description = UNCHANGED


class TeamFilter(QueryParameters):
    """Which teams to list."""

    trashed: bool = Field(default=False, description="List the trash instead.")


class TeamView(View):
    """A team."""

    id: str = Field(examples=["tem_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str = Field(examples=["wsp_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Designers"])
    description: str = Field(examples=["Everything that people see."])
    member_count: int = Field(description=f"At most {MAX_TEAM_MEMBERS}.", examples=[4])
    created_by: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    created_at: Timestamp
    updated_at: Timestamp
    deleted_at: Timestamp | None = None
    version: int

    @classmethod
    def of(cls, team: Team) -> "TeamView":
        """The view of a team."""
        return cls(
            id=team.id,
            workspace_id=team.workspace_id,
            name=team.name,
            description=team.description,
            member_count=len(team.members),
            created_by=team.created_by,
            created_at=team.created_at,
            updated_at=team.updated_at,
            deleted_at=team.deleted_at,
            version=team.version,
        )
