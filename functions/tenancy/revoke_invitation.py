from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.tenancy.events import INVITATION_REVOKED
from onetick.tenancy.invitations import revoke_invitation
from onetick.tenancy.model import Invitation
from onetick.tenancy.store import INVITATION


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/invitations/{invitation_id}",
    can="member:invite",
    endpoint="C",
    on=INVITATION,
    emits=[INVITATION_REVOKED],
    problems=[Conflict],
    status=204,
)
def handler(work: Work, invitation: Invitation) -> None:
    """Revoke an invitation.

    Its link stops working.
    """
    revoke_invitation(work, invitation)
