"""List and revoke invitations, and show one to whoever has its link."""

from dataclasses import replace

from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .accept_invitation import Opened, open_link, require_open
from .events import INVITATION_REVOKED
from .links import read
from .model import Invitation
from .store import INVITATIONS


def list_invitations(work: Work, paging: Paging) -> Page[Invitation]:
    """The invitations that were neither accepted nor revoked; those that have expired too."""
    asked = INVITATIONS.of(org_id=work.org_id, workspace_id=work.workspace_id)
    return work.page(asked, paging, keep=lambda one: one.status == "pending")


def revoke_invitation(work: Work, invitation: Invitation) -> None:
    """Make an invitation worthless. Nothing happens when it is; raises Conflict when it was accepted."""
    if invitation.status == "accepted":
        raise Conflict("It was accepted already. Remove the member instead.")
    if invitation.status == "revoked":
        return
    revoked = work.save(replace(invitation, status="revoked"))
    work.emit(INVITATION_REVOKED, revoked, before=invitation)


def preview_invitation(work: Work, token: str) -> Opened:
    """What a link leads to. Raises NotFound unless it is the newest of an invitation, Gone when that is not open."""
    link = read(token)
    work.enter(link.org_id)
    opened = open_link(work, link)
    require_open(work, opened.invitation)
    return opened
