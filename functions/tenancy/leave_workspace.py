from onetick.kernel import grants
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Conflict
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.events import WORKSPACE_MEMBER_REMOVED
from onetick.tenancy.members import remove_member
from onetick.tenancy.store import OWN_MEMBERSHIP


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/leave",
    can=Self(reason="Everybody may go."),
    endpoint="C",
    on=OWN_MEMBERSHIP,
    emits=[WORKSPACE_MEMBER_REMOVED],
    problems=[Conflict],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, member: WorkspaceGrants) -> None:
    """Leave a workspace.

    You leave its teams and projects; your tasks stay as they are. The last admin cannot leave.
    """
    remove_member(work, member, source="self")
