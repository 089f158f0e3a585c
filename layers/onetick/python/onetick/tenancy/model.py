"""Organizations and workspaces, and what is kept of who belongs to them.

The grants that decisions read (`OrgGrants`, `WorkspaceGrants`) are the memberships themselves. Here
is what they cannot say alone: how many owners and admins are left, and where a person is a member.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from onetick.identity.emails import digest
from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId, id_of
from onetick.kernel.keys import fingerprint
from onetick.kernel.problems import Conflict, QuotaExceeded
from onetick.kernel.trash import purged_at

MAX_ORGANIZATIONS_OF_ACCOUNT = 50
MAX_WORKSPACES = 200
MAX_WORKSPACES_OF_MEMBER = 500
MAX_ADMINISTERED = 80
"""A person's membership ends in one transaction with the count of admins of each workspace they administer."""
MAX_TEAMS = 500
MAX_TEAMS_OF_MEMBER = 40
"""Whoever leaves is taken off the lists of all of their teams in one transaction; each records it."""
MAX_TEAM_MEMBERS = 90
"""A team is deleted in one transaction with the grants of all of its members."""

INVITATION_LIFE = timedelta(days=7)
INVITATIONS_PER_DAY = 200
"""Mails of invitation that one workspace may cause in a day."""
MAILS = "invitations"
"""The name of the quota of a workspace that counts them."""
MAILS_PER_ADDRESS = 5
"""Mails of invitation that one workspace may send to one address in a day."""

Place = Literal["admin", "member", "inactive"]
"""What somebody is in a workspace: an active admin, otherwise an active member, or deactivated."""
MemberRole = Literal["ws_admin", "member", "guest"]
"""What somebody can be made in a workspace."""
InvitationStatus = Literal["pending", "accepted", "revoked"]


@entity("organization", pk="{org_id}#organization", sk="organization")
@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Entity):
    """A customer: the tenant that everything else belongs to."""

    org_id: OrgId
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime

    @property
    def id(self) -> OrgId:
        """Its id, under the name that every thing's id has."""
        return self.org_id


@entity("organization_tally", pk="{org_id}#organization", sk="tally", forgets="It only counts.")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationTally(Entity):
    """How many active owners and live workspaces an organization has."""

    org_id: OrgId
    owners: int
    workspaces: int

    def with_owners(self, change: int) -> "OrganizationTally":
        """With more or fewer owners. Raises Conflict when none would be left."""
        if change < 0 and self.owners + change < 1:
            raise Conflict("An organization needs an owner. Make somebody else one first.")
        return replace(self, owners=self.owners + change)

    def with_workspaces(self, change: int) -> "OrganizationTally":
        """With one workspace more or fewer. Raises QuotaExceeded above the limit."""
        if self.workspaces + change > MAX_WORKSPACES:
            raise QuotaExceeded(f"An organization has at most {MAX_WORKSPACES} workspaces.")
        return replace(self, workspaces=self.workspaces + change)


@entity("workspace", pk="{org_id}#workspaces", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace(Entity):
    """A place of work in an organization."""

    org_id: OrgId
    id: WorkspaceId
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    description: str = ""
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def workspace_id(self) -> WorkspaceId:
        """Itself: its events belong to it."""
        return self.id

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)


@entity("workspace_tally", pk="{org_id}#wsp#{workspace_id}", sk="tally", forgets="It only counts.")
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceTally(Entity):
    """How many active admins and live teams a workspace has, and whether it is deleted."""

    org_id: OrgId
    workspace_id: WorkspaceId
    admins: int
    teams: int
    deleted: bool = False

    def with_admins(self, change: int) -> "WorkspaceTally":
        """With more or fewer admins. Raises Conflict when a workspace that is not deleted would have none left."""
        if change < 0 and self.admins + change < 1 and not self.deleted:
            raise Conflict(
                "A workspace needs an admin. Make somebody else one first.",
                extra={"workspace_id": self.workspace_id},
            )
        return replace(self, admins=self.admins + change)

    def with_teams(self, change: int) -> "WorkspaceTally":
        """With one team more or fewer. Raises QuotaExceeded above the limit."""
        if self.teams + change > MAX_TEAMS:
            raise QuotaExceeded(f"A workspace has at most {MAX_TEAMS} teams.")
        return replace(self, teams=self.teams + change)


@entity(
    "memberships", pk="{org_id}#memberships", sk="{principal_id}", forgets="It only repeats grants, which are kept."
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Memberships(Entity):
    """Where in an organization a person is a member, and as what: the other side of their grants, in one item.

    Whoever changes that changes this too, so that two changes about one person never pass each
    other unseen. `active` is whether they are active in the organization itself. `leaving` are
    workspaces whose grants are still to be cleared after they were removed from the organization.
    """

    org_id: OrgId
    principal_id: PrincipalId
    active: bool = True
    workspaces: Mapping[WorkspaceId, Place] = field(default_factory=dict)
    leaving: tuple[WorkspaceId, ...] = ()

    @property
    def administered(self) -> list[WorkspaceId]:
        """The workspaces that they are an admin of; these count them while they are active."""
        return [workspace_id for workspace_id, place in self.workspaces.items() if place == "admin"]

    def counts_in(self, workspace_id: WorkspaceId) -> bool:
        """Whether the tally of the workspace's admins counts this person."""
        return self.active and self.workspaces.get(workspace_id) == "admin"

    def within(self, workspace_id: WorkspaceId, place: Place) -> "Memberships":
        """As a member of a workspace. Raises QuotaExceeded above the limits."""
        then = replace(self, workspaces={**self.workspaces, workspace_id: place})
        if len(then.workspaces) > MAX_WORKSPACES_OF_MEMBER:
            raise QuotaExceeded(f"Nobody can be in more than {MAX_WORKSPACES_OF_MEMBER} workspaces.")
        if len(then.administered) > MAX_ADMINISTERED:
            raise QuotaExceeded(f"Nobody can be an admin of more than {MAX_ADMINISTERED} workspaces.")
        return then

    def without(self, workspace_id: WorkspaceId) -> "Memberships":
        """No longer a member of a workspace."""
        left = {known: place for known, place in self.workspaces.items() if known != workspace_id}
        return replace(self, workspaces=left)

    def removed(self) -> "Memberships":
        """Removed from the organization: nothing counts any more, and all grants are to be cleared."""
        return replace(self, active=False, workspaces={}, leaving=tuple(self.workspaces))


@entity(
    "invitation", pk="{org_id}#wsp#{workspace_id}#invitations", sk="{id}", forgets="It holds what its link is made of."
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Entity):
    """An invitation of one address to one workspace; inviting the address again changes it.

    Its id follows from the address, so there is never a second one. `nonce` makes the link: each
    mail has a new one, and only the newest works. `mails` are the moments of the last day at which
    one was sent. The item outlives the invitation so that those are not forgotten.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    email: str
    role: MemberRole
    nonce: str
    created_by: PrincipalId
    created_at: datetime
    expires_at: datetime
    expires: int
    inviter: str = ""
    status: InvitationStatus = "pending"
    accepted_by: PrincipalId | None = None
    mails: tuple[datetime, ...] = ()

    @staticmethod
    def id_for(workspace_id: WorkspaceId, email: str) -> str:
        """The id of the invitation of an address to a workspace."""
        return id_of("inv", int(fingerprint("invitation", workspace_id, email), 16))

    @property
    def email_hash(self) -> str:
        """What events say of the address."""
        return digest(self.email)

    def open_at(self, now: datetime) -> bool:
        """Whether it can be accepted."""
        return self.status == "pending" and now < self.expires_at


@entity("team", pk="{org_id}#wsp#{workspace_id}#teams", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Entity):
    """A group of members that can be given a role in projects.

    The grants of its members name it, which is what decisions read, and what counts; for a moment
    `members` may list somebody who has left the workspace. A deleted team keeps its list of members for
    a restore, but no grant names it.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    description: str = ""
    members: tuple[PrincipalId, ...] = ()
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    def having(self, principal_id: PrincipalId) -> "Team":
        """With one more member. Raises QuotaExceeded above the limit."""
        if principal_id in self.members:
            return self
        if len(self.members) >= MAX_TEAM_MEMBERS:
            raise QuotaExceeded(f"A team has at most {MAX_TEAM_MEMBERS} members.")
        return replace(self, members=(*self.members, principal_id))

    def without(self, principal_id: PrincipalId) -> "Team":
        """With one member fewer."""
        return replace(self, members=tuple(member for member in self.members if member != principal_id))
