from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.entry import route
from onetick.tenancy.people import MemberView
from onetick.tenancy.store import MEMBER


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/members/{member_id}",
    can="member:view",
    endpoint="A",
    on=MEMBER,
)
def handler(member: WorkspaceGrants) -> MemberView:
    """Read a member of a workspace.

    Their role, their teams and their custom roles there. The id is the person's.
    """
    return MemberView.of(member)
