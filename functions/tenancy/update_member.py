from onetick.kernel import grants
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, QuotaExceeded
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.events import MEMBER_DEACTIVATED, MEMBER_REACTIVATED, MEMBER_ROLE_CHANGED
from onetick.tenancy.members import update_member
from onetick.tenancy.people import MemberChanges, MemberView
from onetick.tenancy.store import MEMBER_TO_CHANGE


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/members/{member_id}",
    can="member:manage",
    endpoint="C",
    on=MEMBER_TO_CHANGE,
    emits=[MEMBER_ROLE_CHANGED, MEMBER_DEACTIVATED, MEMBER_REACTIVATED],
    problems=[Conflict, QuotaExceeded],
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, member: WorkspaceGrants, body: MemberChanges) -> MemberView:
    """Change a member's role in the workspace, or deactivate them.

    Nobody raises themselves, and the last admin stays one. It counts from the member's next request on.
    """
    return MemberView.of(update_member(work, member, body))
