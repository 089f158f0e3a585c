"""Where tenancy is kept: its access patterns, and how its routes find what they name."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from onetick.identity.affiliations import affiliations_key
from onetick.identity.model import AccountOrganization
from onetick.kernel.access import OrgGrants, WorkspaceAccess, WorkspaceGrants
from onetick.kernel.entity import Entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.patterns import Pattern
from onetick.kernel.quota import quota_key
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work

from .model import (
    MAILS,
    Invitation,
    Memberships,
    Organization,
    OrganizationTally,
    Team,
    Workspace,
    WorkspaceTally,
)

E = TypeVar("E", bound=Entity)

# Events lie in the partitions of what they happened to; the prefixes leave them out.
ORGANIZATIONS_OF_ACCOUNT = Pattern(
    "The organizations of an account", AccountOrganization, pk="account#{account_id}", prefix="org#"
)
ORGANIZATION_MEMBERS = Pattern("The members of an organization", OrgGrants, pk="{org_id}#grants", prefix="usr_")
WORKSPACES = Pattern("The workspaces of an organization", Workspace, pk="{org_id}#workspaces", prefix="wsp_")
MEMBERS = Pattern("The members of a workspace", WorkspaceGrants, pk="{org_id}#wsp#{workspace_id}#grants", prefix="usr_")
INVITATIONS = Pattern(
    "The invitations to a workspace", Invitation, pk="{org_id}#wsp#{workspace_id}#invitations", prefix="inv_"
)
TEAMS = Pattern("The teams of a workspace", Team, pk="{org_id}#wsp#{workspace_id}#teams", prefix="tem_")


def organization_key(org_id: OrgId | None) -> Key:
    """Where an organization is."""
    return Organization.key(org_id=org_id)


def workspace_key(org_id: OrgId | None, workspace_id: str | None) -> Key:
    """Where a workspace is."""
    return Workspace.key(org_id=org_id, id=workspace_id)


def membership_keys(org_id: OrgId | None, workspace_id: str | None, principal_id: str) -> list[Key]:
    """Everything that a change of one person's membership of a workspace reads."""
    return [
        WorkspaceGrants.key(org_id=org_id, workspace_id=workspace_id, principal_id=principal_id),
        OrgGrants.key(org_id=org_id, principal_id=principal_id),
        Memberships.key(org_id=org_id, principal_id=principal_id),
        WorkspaceTally.key(org_id=org_id, workspace_id=workspace_id),
    ]


def org_grants(work: Work, principal_id: str) -> OrgGrants | None:
    """A person's membership of the organization."""
    return work.find(OrgGrants, OrgGrants.key(org_id=work.org_id, principal_id=principal_id))


def workspace_grants(work: Work, workspace_id: str, principal_id: str) -> WorkspaceGrants | None:
    """A person's membership of a workspace."""
    key = WorkspaceGrants.key(org_id=work.org_id, workspace_id=workspace_id, principal_id=principal_id)
    return work.find(WorkspaceGrants, key)


def memberships(work: Work, principal_id: str) -> Memberships:
    """Where a person is a member; a new one when nowhere yet."""
    assert work.org_id is not None
    found = work.find(Memberships, Memberships.key(org_id=work.org_id, principal_id=principal_id))
    return found or Memberships(org_id=work.org_id, principal_id=PrincipalId(principal_id))


def account_organization(work: Work, principal_id: str) -> AccountOrganization:
    """The account's side of a membership of the organization."""
    return work.load(AccountOrganization, AccountOrganization.key(account_id=principal_id, org_id=work.org_id))


def organization_tally(work: Work) -> OrganizationTally:
    """The organization's counts."""
    return work.load(OrganizationTally, OrganizationTally.key(org_id=work.org_id))


def workspace_tally(work: Work, workspace_id: str) -> WorkspaceTally:
    """The workspace's counts."""
    return work.load(WorkspaceTally, WorkspaceTally.key(org_id=work.org_id, workspace_id=workspace_id))


def workspace_access(work: Work, workspace_id: WorkspaceId) -> WorkspaceAccess | None:
    """What decisions in a workspace need of it."""
    return work.find(WorkspaceAccess, WorkspaceAccess.key(org_id=work.org_id, workspace_id=workspace_id))


def _target(
    name: str,
    cls: type[E],
    key: Callable[[Arrival], Key],
    *,
    beside: Callable[[Arrival], Sequence[Key]] = lambda at: (),
    trashed: bool = False,
    decides: bool = True,
) -> Target[E]:
    """A target at one key; what lies `beside` is read with it, for the use case."""
    return Target(
        name,
        cls,
        lambda at: [key(at), *beside(at)],
        find=lambda work, at: work.find(cls, key(at)),
        trashed=trashed,
        decides=decides,
    )


def _org_member(at: Arrival) -> Key:
    return OrgGrants.key(org_id=at.org, principal_id=at.path["member_id"])


def _beside_org_member(at: Arrival) -> list[Key]:
    return _leaving(at, at.path["member_id"])


def _leaving(at: Arrival, principal_id: str) -> list[Key]:
    return [
        Memberships.key(org_id=at.org, principal_id=principal_id),
        OrganizationTally.key(org_id=at.org),
        AccountOrganization.key(account_id=principal_id, org_id=at.org),
        affiliations_key(principal_id),
    ]


def _member(at: Arrival) -> Key:
    return WorkspaceGrants.key(org_id=at.org, workspace_id=at.workspace, principal_id=at.path["member_id"])


def _beside_member(at: Arrival) -> list[Key]:
    return membership_keys(at.org, at.workspace, at.path["member_id"])


def _own_places(at: Arrival) -> list[Key]:
    return [Memberships.key(org_id=at.org, principal_id=at.principal.id), OrganizationTally.key(org_id=at.org)]


def _tallies(at: Arrival) -> list[Key]:
    return [
        OrganizationTally.key(org_id=at.org),
        WorkspaceTally.key(org_id=at.org, workspace_id=at.workspace),
        WorkspaceAccess.key(org_id=at.org, workspace_id=at.workspace),
    ]


def _deleted_workspace(at: Arrival) -> Key:
    return workspace_key(at.org, at.path["restored_workspace_id"])


def _beside_deleted_workspace(at: Arrival) -> list[Key]:
    restored = at.path["restored_workspace_id"]
    return [
        WorkspaceAccess.key(org_id=at.org, workspace_id=restored),
        WorkspaceTally.key(org_id=at.org, workspace_id=restored),
        OrganizationTally.key(org_id=at.org),
    ]


def _team(at: Arrival) -> Key:
    return Team.key(org_id=at.org, workspace_id=at.workspace, id=at.path["team_id"])


def _workspace_tally(at: Arrival) -> list[Key]:
    return [WorkspaceTally.key(org_id=at.org, workspace_id=at.workspace)]


def _user(at: Arrival) -> list[Key]:
    return [WorkspaceGrants.key(org_id=at.org, workspace_id=at.workspace, principal_id=at.path["user_id"])]


def _invitation(at: Arrival) -> Key:
    return Invitation.key(org_id=at.org, workspace_id=at.workspace, id=at.path["invitation_id"])


def _invited_address(at: Arrival) -> list[Key]:
    assert at.workspace is not None
    invited = Invitation.id_for(at.workspace, at.body.email)
    return [Invitation.key(org_id=at.org, workspace_id=at.workspace, id=invited), *_mails(at)]


def _mails(at: Arrival) -> list[Key]:
    assert at.workspace is not None
    return [quota_key(at.org, at.workspace, MAILS)]


ORGANIZATION = _target("organization", Organization, lambda at: organization_key(at.org))
ORGANIZATION_WITH_PLACES = _target(
    "organization", Organization, lambda at: organization_key(at.org), beside=_own_places
)
ORG_MEMBER = _target("member", OrgGrants, _org_member)
OWN_ORG_MEMBERSHIP = _target(
    "member",
    OrgGrants,
    lambda at: OrgGrants.key(org_id=at.org, principal_id=at.principal.id),
    beside=lambda at: _leaving(at, at.principal.id),
)
ORG_MEMBER_TO_CHANGE = _target("member", OrgGrants, _org_member, beside=_beside_org_member)
WORKSPACE = _target("workspace", Workspace, lambda at: workspace_key(at.org, at.workspace))
WORKSPACE_WITH_TALLIES = _target(
    "workspace", Workspace, lambda at: workspace_key(at.org, at.workspace), beside=_tallies
)
# Nobody can decide about a workspace that is not there; the decision is the organization's.
DELETED_WORKSPACE = _target(
    "workspace", Workspace, _deleted_workspace, beside=_beside_deleted_workspace, trashed=True, decides=False
)
WORKSPACE_TO_JOIN = _target(
    "workspace", Workspace, lambda at: workspace_key(at.org, at.workspace), beside=_beside_member
)
WORKSPACE_WITH_TALLY = _target(
    "workspace", Workspace, lambda at: workspace_key(at.org, at.workspace), beside=_workspace_tally
)
WORKSPACE_TO_INVITE_TO = _target(
    "workspace", Workspace, lambda at: workspace_key(at.org, at.workspace), beside=_invited_address
)
MEMBER = _target("member", WorkspaceGrants, _member)
OWN_MEMBERSHIP = _target(
    "member",
    WorkspaceGrants,
    lambda at: WorkspaceGrants.key(org_id=at.org, workspace_id=at.workspace, principal_id=at.principal.id),
    beside=lambda at: membership_keys(at.org, at.workspace, at.principal.id),
)
MEMBER_TO_CHANGE = _target("member", WorkspaceGrants, _member, beside=_beside_member)
TEAM = _target("team", Team, _team)
TEAM_WITH_TALLY = _target("team", Team, _team, beside=_workspace_tally)
DELETED_TEAM = _target("team", Team, _team, beside=_workspace_tally, trashed=True)
TEAM_WITH_USER = _target("team", Team, _team, beside=_user)
INVITATION = _target("invitation", Invitation, _invitation)
INVITATION_TO_MAIL = _target("invitation", Invitation, _invitation, beside=_mails)
