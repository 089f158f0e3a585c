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
    on=INVITATION,
)
def handler(work: Work, invitation: Invitation) -> InvitationView:
    """Read an invitation."""
    return InvitationView.at(work.now, invitation)
