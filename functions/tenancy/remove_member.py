from onetick.kernel import grants
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.events import WORKSPACE_MEMBER_REMOVED
from onetick.tenancy.members import remove_member
from onetick.tenancy.store import MEMBER_TO_CHANGE


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/members/{member_id}",
    can="member:manage",
    endpoint="C",
    on=MEMBER_TO_CHANGE,
    emits=[WORKSPACE_MEMBER_REMOVED],
    problems=[Conflict],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, member: WorkspaceGrants) -> None:
    """Remove somebody from a workspace.

    From their next request on they can do nothing in it. They leave its teams and projects; their tasks stay
    as they are. The last admin cannot be removed.
    """
    remove_member(work, member, source="workspace")
