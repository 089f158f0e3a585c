from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, RateLimited
from onetick.kernel.work import Work
from onetick.tenancy.events import USER_INVITED
from onetick.tenancy.invite_member import resend_invitation
from onetick.tenancy.model import Invitation
from onetick.tenancy.schemas import InvitationView
from onetick.tenancy.store import INVITATION_TO_MAIL


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/invitations/{invitation_id}/resend",
    can="member:invite",
    endpoint="C",
    on=INVITATION_TO_MAIL,
    emits=[USER_INVITED],
    problems=[Conflict, RateLimited],
)
def handler(work: Work, invitation: Invitation) -> InvitationView:
    """Send the mail of an invitation again.

    It has a new link, valid for another 7 days; the one before stops working.
    """
    return InvitationView.at(work.now, resend_invitation(work, invitation))
