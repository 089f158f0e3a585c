"""Accept an invitation: join the organization, and the workspace."""

from dataclasses import dataclass, replace

from onetick.identity.affiliations import affiliate, affiliations_key
from onetick.identity.model import Account, AccountOrganization
from onetick.kernel.access import OrgGrants, WorkspaceAccess, WorkspaceGrants
from onetick.kernel.problems import Conflict, Forbidden, Gone, NotFound
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .events import INVITATION_ACCEPTED, MEMBER_ROLE_CHANGED, USER_JOINED, WORKSPACE_MEMBER_ADDED
from .granting import exceeds, highest
from .links import Link, read
from .membership import ensure_member_role, new_membership, refuse_while_leaving, store_membership
from .model import Invitation, Organization, Workspace
from .store import membership_keys, memberships, org_grants, organization_key, workspace_grants, workspace_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A genuine invitation with the places it is for."""

    invitation: Invitation
    organization: Organization
    workspace: Workspace


def accept_invitation(work: Work, token: str) -> tuple[Opened, WorkspaceGrants]:
    """The caller's membership of the workspace. Accepting once more changes nothing.

    Raises NotFound for a token that is not the newest of an invitation, Gone for one that has
    expired or was used or revoked, Forbidden for somebody with another address, and Conflict for
    somebody whose membership is deactivated.
    """
    link = read(token)
    work.enter(link.org_id)
    caller = work.principal.id
    account_key = Account.key(id=caller)
    work.prefetch(
        [
            account_key,
            affiliations_key(caller),
            *opening_keys(link),
            *membership_keys(link.org_id, link.workspace_id, caller),
        ]
    )
    opened = open_link(work, link)
    account = work.load(Account, account_key)
    if account.email != opened.invitation.email:
        raise Forbidden("This invitation was sent to another address than the one of your account.")
    known = workspace_grants(work, opened.workspace.id, caller)
    if known is not None and _accepted_by(work, opened.invitation):
        return opened, known
    require_open(work, opened.invitation)
    joined = _join(work, opened, account, known)
    accepted = work.save(replace(opened.invitation, status="accepted", accepted_by=caller))
    work.emit(INVITATION_ACCEPTED, accepted, before=opened.invitation)
    return opened, joined


def open_link(work: Work, link: Link) -> Opened:
    """The invitation of a link. Raises NotFound unless the link is its newest one and its workspace is there."""
    work.prefetch(opening_keys(link))
    organization_at, workspace_at, access_at, invitation_at = opening_keys(link)
    invitation = work.find(Invitation, invitation_at)
    if invitation is None or not link.opens(invitation):
        raise NotFound()
    access = work.find(WorkspaceAccess, access_at)
    if access is None or access.deleted:
        raise NotFound()
    return Opened(
        invitation=invitation,
        organization=work.load(Organization, organization_at),
        workspace=work.load(Workspace, workspace_at),
    )


def opening_keys(link: Link) -> list[Key]:
    """What is read to open a link."""
    place = {"org_id": link.org_id, "workspace_id": link.workspace_id}
    return [
        organization_key(link.org_id),
        workspace_key(link.org_id, link.workspace_id),
        WorkspaceAccess.key(**place),
        Invitation.key(**place, id=link.invitation_id),
    ]


def require_open(work: Work, invitation: Invitation) -> None:
    """Raises Gone when an invitation can no longer be accepted."""
    if invitation.status == "accepted":
        raise Gone("This invitation was accepted already.")
    if not invitation.open_at(work.now):
        raise Gone("This invitation is no longer valid. Ask for a new one.")


def _accepted_by(work: Work, invitation: Invitation) -> bool:
    """Whether the caller has accepted it and is still in the organization."""
    caller = work.principal.id
    return invitation.accepted_by == caller and org_grants(work, caller) is not None


def _join(work: Work, opened: Opened, account: Account, known: WorkspaceGrants | None) -> WorkspaceGrants:
    role = opened.invitation.role
    member = _join_organization(work, opened, account)
    if known is None:
        joined = store_membership(work, new_membership(work, member, opened.workspace.id, role))
        work.emit(WORKSPACE_MEMBER_ADDED, joined, invitation_id=opened.invitation.id)
        return joined
    if known.status != "active":
        raise Conflict("Your membership of this workspace is deactivated. Ask one of its admins.")
    if not exceeds(role, known.role):
        return known
    raised = store_membership(work, replace(known, role=role))
    work.emit(MEMBER_ROLE_CHANGED, raised, before=known, from_=known.role, to=role)
    return raised


def _join_organization(work: Work, opened: Opened, account: Account) -> OrgGrants:
    role = opened.invitation.role
    known = org_grants(work, account.id)
    if known is not None:
        if known.status != "active":
            raise Conflict("Your membership of this organization is deactivated. Ask one of its admins.")
        return ensure_member_role(work, known, role)
    refuse_while_leaving(memberships(work, account.id))
    # Both names are copied here; a new one is carried only to those who are members by then.
    work.require(opened.organization)
    work.require(account)
    member = work.create(
        OrgGrants(
            org_id=opened.organization.org_id,
            principal_id=account.id,
            joined_at=work.now,
            roles=() if role == "guest" else ("member",),
            name=account.name,
            email=account.email,
        )
    )
    work.create(
        AccountOrganization(
            account_id=account.id,
            org_id=member.org_id,
            name=opened.organization.name,
            role=highest(member.roles),
            joined_at=work.now,
        )
    )
    affiliate(work, account.id, member.org_id, "active")
    work.emit(USER_JOINED, member, invitation_id=opened.invitation.id)
    return member
