from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, RateLimited
from onetick.kernel.work import Work
from onetick.tenancy.events import USER_INVITED
from onetick.tenancy.invite_member import invite_member
from onetick.tenancy.model import Workspace
from onetick.tenancy.schemas import InvitationView, NewInvitation
from onetick.tenancy.store import WORKSPACE_TO_INVITE_TO


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/invitations",
    can="member:invite",
    endpoint="C",
    on=WORKSPACE_TO_INVITE_TO,
    emits=[USER_INVITED],
    problems=[Gone, RateLimited],
    status=201,
)
def handler(work: Work, workspace: Workspace, body: NewInvitation) -> InvitationView:
    """Invite somebody to the workspace by mail.

    The link in the mail is valid for 7 days, for an account with the invited address. Inviting an
    address again replaces its earlier invitation, whose link stops working. Nobody can invite to a
    higher role than their own, unless they may change members. An address is mailed at most 5
    times a day, and a workspace sends at most 200 invitations a day.
    """
    return InvitationView.at(work.now, invite_member(work, workspace, body))
