from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, QuotaExceeded
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.events import MEMBER_ROLE_CHANGED, WORKSPACE_MEMBER_ADDED
from onetick.tenancy.members import add_member
from onetick.tenancy.model import Workspace
from onetick.tenancy.people import MemberView, NewMember
from onetick.tenancy.store import WORKSPACE_TO_JOIN


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/members/{member_id}",
    can="member:manage",
    endpoint="C",
    on=WORKSPACE_TO_JOIN,
    emits=[WORKSPACE_MEMBER_ADDED, MEMBER_ROLE_CHANGED],
    problems=[Conflict, QuotaExceeded],
    also=[201],
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, workspace: Workspace, member_id: str, body: NewMember) -> Reply[MemberView]:
    """Make somebody of the organization a member of the workspace.

    For somebody who is not in the organization yet there are invitations. Whoever is a member already
    gets the role that is given. Nobody adds or raises themselves.
    """
    member, added = add_member(work, workspace, member_id, body)
    return Reply(MemberView.of(member), status=201 if added else 200)
