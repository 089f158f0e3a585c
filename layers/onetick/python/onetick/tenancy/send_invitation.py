"""Send the mail of an invitation."""

import re

from onetick.kernel.adapters import mail
from onetick.kernel.adapters.mail import Mail
from onetick.kernel.ids import WorkspaceId
from onetick.kernel.work import Work

from .links import url
from .model import INVITATION_LIFE, Invitation, Organization, Workspace
from .store import organization_key, workspace_key

_LINK_LIKE = re.compile(r"://|www\.|\w\.\w{2,}", re.IGNORECASE)


def send_invitation(work: Work, workspace_id: WorkspaceId, invitation_id: str, version: int) -> None:
    """Mail the link of an invitation, unless it is no longer the one that was announced."""
    invitation_at = Invitation.key(org_id=work.org_id, workspace_id=workspace_id, id=invitation_id)
    places = [organization_key(work.org_id), workspace_key(work.org_id, workspace_id)]
    work.prefetch([invitation_at, *places])
    invitation = work.find(Invitation, invitation_at)
    if invitation is None or invitation.version != version or not invitation.open_at(work.now):
        return
    mail.send(_mail(invitation, work.load(Organization, places[0]), work.load(Workspace, places[1])))


def _mail(invitation: Invitation, organization: Organization, workspace: Workspace) -> Mail:
    inviter = _shown(invitation.inviter, otherwise="Somebody")
    place = _shown(organization.name, otherwise="their organization")
    room = _shown(workspace.name, otherwise="a workspace")
    return Mail(
        to=invitation.email,
        subject=f"{inviter} invites you to {place} on OneTick",
        text=(
            f"{inviter} invites you to work together in {room} of {place} on OneTick.\n\n"
            f"Accept the invitation within {INVITATION_LIFE.days} days:\n{url(invitation)}\n\n"
            "If you did not expect this, ignore it: nothing happens until somebody accepts with an "
            "account of this address.\n"
        ),
    )


def _shown(name: str, *, otherwise: str) -> str:
    # Names come from people we do not know, and our mail must not carry their links.
    line = " ".join(name.split())[:80]
    return otherwise if not line or _LINK_LIKE.search(line) else line
