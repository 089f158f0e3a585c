"""What the API takes and shows of members: of an organization, of a workspace, of a team."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from onetick.kernel.access import OrgGrants, WorkspaceGrants
from onetick.kernel.access.facts import OrgRole, ProjectRole, Status
from onetick.kernel.fields import UNCHANGED, Body, QueryParameters, Timestamp, View

from .model import MemberRole, Memberships
from .schemas import ROLE_FIELD

STATUS_FIELD = Field(
    description="A deactivated member can do nothing, and can be activated again.", examples=["active"]
)


def _each_once(roles: tuple[OrgRole, ...]) -> tuple[OrgRole, ...]:
    if len(set(roles)) != len(roles):
        raise ValueError("each role once")
    return roles


OrgRoles = Annotated[
    tuple[OrgRole, ...],
    AfterValidator(_each_once),
    Field(
        max_length=7,
        strict=False,
        description="All roles they shall have. Everyone but a guest has `member`.",
        examples=[["admin", "member"]],
    ),
]


class OrganizationMemberChanges(Body):
    """What to change of a member of the organization; fields that are left out stay as they are."""

    roles: OrgRoles = UNCHANGED
    status: Annotated[Status, STATUS_FIELD] = UNCHANGED


class OrganizationMemberView(View):
    """A member of an organization. The id is the person's."""

    id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Ben"])
    email: str = Field(examples=["ben@example.com"])
    roles: tuple[OrgRole, ...] = Field(examples=[["member"]])
    status: Status = STATUS_FIELD
    joined_at: Timestamp
    version: int

    @classmethod
    def of(cls, grants: OrgGrants) -> "OrganizationMemberView":
        """The view of a membership."""
        return cls(
            id=grants.principal_id,
            name=grants.name,
            email=grants.email,
            roles=grants.roles,
            status=grants.status,
            joined_at=grants.joined_at,
            version=grants.version,
        )


class OrganizationMemberFact(View):
    """A membership of an organization as events tell of it: without name and address."""

    id: str
    organization_id: str
    roles: tuple[OrgRole, ...]
    status: Status
    joined_at: Timestamp
    version: int

    @classmethod
    def of(cls, grants: OrgGrants) -> "OrganizationMemberFact":
        """What events say of a membership."""
        return cls(
            id=grants.principal_id,
            organization_id=grants.org_id,
            roles=grants.roles,
            status=grants.status,
            joined_at=grants.joined_at,
            version=grants.version,
        )


class MembershipsFact(View):
    """How far the clearing of a removed person's memberships is."""

    id: str
    organization_id: str
    remaining: int
    version: int

    @classmethod
    def of(cls, memberships: Memberships) -> "MembershipsFact":
        """What events say of it."""
        return cls(
            id=memberships.principal_id,
            organization_id=memberships.org_id,
            remaining=len(memberships.leaving),
            version=memberships.version,
        )


class NewMember(Body):
    """As what somebody of the organization shall be in the workspace."""

    role: MemberRole = Field(default="member", description=ROLE_FIELD.description, examples=["member"])


class MemberChanges(Body):
    """What to change of a member; fields that are left out stay as they are."""

    role: Annotated[MemberRole, ROLE_FIELD] = UNCHANGED
    status: Annotated[Status, STATUS_FIELD] = UNCHANGED


class MemberFilter(QueryParameters):
    """Which members to list."""

    role: MemberRole | None = Field(default=None, description="Only those with this role.")
    status: Status | None = Field(default=None, description="Only those with this status.")


class OrganizationMemberFilter(QueryParameters):
    """Which members of the organization to list."""

    role: OrgRole | None = Field(default=None, description="Only those who have this role among theirs.")
    status: Status | None = Field(default=None, description="Only those with this status.")


class MemberView(View):
    """A member of a workspace. The id is the person's."""

    id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Ben"])
    email: str = Field(examples=["ben@example.com"])
    role: MemberRole | Literal[""] = ROLE_FIELD
    status: Status = STATUS_FIELD
    teams: tuple[str, ...] = Field(examples=[["tem_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]])
    custom_roles: tuple[str, ...] = Field(examples=[[]])
    joined_at: Timestamp
    version: int

    @classmethod
    def of(cls, grants: WorkspaceGrants) -> "MemberView":
        """The view of a membership."""
        return cls(
            id=grants.principal_id,
            name=grants.name,
            email=grants.email,
            role=grants.role,
            status=grants.status,
            teams=grants.teams,
            custom_roles=grants.custom_roles,
            joined_at=grants.joined_at,
            version=grants.version,
        )


class MemberFact(View):
    """A membership of a workspace as events tell of it: without name and address."""

    id: str
    workspace_id: str
    role: MemberRole | Literal[""]
    status: Status
    teams: tuple[str, ...]
    custom_roles: tuple[str, ...]
    projects: Mapping[str, ProjectRole]
    joined_at: Timestamp
    version: int

    @classmethod
    def of(cls, grants: WorkspaceGrants) -> "MemberFact":
        """What events say of a membership."""
        return cls(
            id=grants.principal_id,
            workspace_id=grants.workspace_id,
            role=grants.role,
            status=grants.status,
            teams=grants.teams,
            custom_roles=grants.custom_roles,
            projects=grants.projects,
            joined_at=grants.joined_at,
            version=grants.version,
        )


class TeamMemberView(View):
    """A member of a team."""

    id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Ben"])
    email: str = Field(examples=["ben@example.com"])
    role: MemberRole | Literal[""] = ROLE_FIELD
    status: Status = STATUS_FIELD

    @classmethod
    def of(cls, grants: WorkspaceGrants) -> "TeamMemberView":
        """The view of a member."""
        return cls(
            id=grants.principal_id,
            name=grants.name,
            email=grants.email,
            role=grants.role,
            status=grants.status,
        )
