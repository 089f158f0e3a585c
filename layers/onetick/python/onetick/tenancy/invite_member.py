"""Invite an address to a workspace."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from onetick.kernel.access import Subject
from onetick.kernel.problems import Conflict, RateLimited
from onetick.kernel.quota import take
from onetick.kernel.work import Work

from .events import USER_INVITED
from .granting import require_role_invitable
from .model import INVITATION_LIFE, INVITATIONS_PER_DAY, MAILS, MAILS_PER_ADDRESS, Invitation, Workspace
from .schemas import NewInvitation
from .store import org_grants

_DAY = timedelta(days=1)


def invite_member(work: Work, workspace: Workspace, new: NewInvitation) -> Invitation:
    """An invitation, which replaces an earlier one of the same address; a consumer sends the mail.

    Raises Forbidden for a role above the caller's own, RateLimited when the workspace or the address
    had its mails of the day.
    """
    require_role_invitable(work, new.role, Subject.of(workspace))
    invitation_id = Invitation.id_for(workspace.id, new.email)
    key = Invitation.key(org_id=workspace.org_id, workspace_id=workspace.id, id=invitation_id)
    known = work.find(Invitation, key)
    fresh = Invitation(
        org_id=workspace.org_id,
        workspace_id=workspace.id,
        id=invitation_id,
        email=new.email,
        role=new.role,
        nonce="",
        created_by=work.principal.id,
        created_at=work.now,
        expires_at=work.now,
        expires=0,
        version=known.version if known else 0,
        mails=known.mails if known else (),
    )
    return mail_invitation(work, fresh, resent=False)


def resend_invitation(work: Work, invitation: Invitation) -> Invitation:
    """Send a new link with the same role, valid for another week; older links stop working.

    Raises Conflict when the invitation was accepted or revoked, and what `invite_member` raises.
    """
    if invitation.status != "pending":
        raise Conflict(f"The invitation was {invitation.status}. Invite the address again.")
    subject = Subject(
        kind="workspace", id=invitation.workspace_id, org_id=invitation.org_id, workspace_id=invitation.workspace_id
    )
    require_role_invitable(work, invitation.role, subject)
    return mail_invitation(work, invitation, resent=True)


def mail_invitation(work: Work, invitation: Invitation, *, resent: bool) -> Invitation:
    """Store the invitation with a new link, and let it be known that a mail is due."""
    inviter = org_grants(work, work.principal.id)
    expires_at = work.now + INVITATION_LIFE
    stored = work.put(
        replace(
            invitation,
            status="pending",
            accepted_by=None,
            inviter=inviter.name if inviter else "",
            nonce=secrets.token_hex(16),
            mails=_one_mail_more(work, invitation),
            expires_at=expires_at,
            expires=int((expires_at + _DAY).timestamp()),
        )
    )
    work.emit(USER_INVITED, stored, email_hash=stored.email_hash, role=stored.role, resent=resent)
    return stored


def _one_mail_more(work: Work, invitation: Invitation) -> tuple[datetime, ...]:
    recent = tuple(moment for moment in invitation.mails if moment > work.now - _DAY)
    if len(recent) >= MAILS_PER_ADDRESS:
        raise RateLimited(
            f"This address was mailed {MAILS_PER_ADDRESS} times within a day.",
            headers={"Retry-After": str(max(1, int((recent[0] + _DAY - work.now).total_seconds())))},
        )
    if not take(work, invitation.workspace_id, MAILS, capacity=INVITATIONS_PER_DAY, per_day=INVITATIONS_PER_DAY):
        raise RateLimited(
            f"A workspace sends at most {INVITATIONS_PER_DAY} invitations a day.", headers={"Retry-After": "600"}
        )
    return (*recent, work.now)
