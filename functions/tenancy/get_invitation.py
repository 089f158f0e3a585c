from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.tenancy.model import Invitation
from onetick.tenancy.schemas import InvitationView
from onetick.tenancy.store import INVITATION


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/invitations/{invitation_id}",
    can="member:invite",
    endpoint="A",
    today="An invitation that nobody accepted goes by itself, and leaves nothing behind.",
    on=INVITATION,
)
def handler(work: Work, invitation: Invitation) -> InvitationView:
    """Read an invitation.

    Whom it is for, the role it gives, and whether it is still open. The link is only in the mail.
    """
    return InvitationView.at(work.now, invitation)
