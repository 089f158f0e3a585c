from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.tenancy.delete_workspace import delete_workspace
from onetick.tenancy.events import WORKSPACE_DELETED
from onetick.tenancy.model import Workspace
from onetick.tenancy.store import WORKSPACE_WITH_TALLIES


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}",
    can="workspace:delete",
    endpoint="C",
    on=WORKSPACE_WITH_TALLIES,
    emits=[WORKSPACE_DELETED],
    status=204,
)
def handler(work: Work, workspace: Workspace) -> None:
    """Delete a workspace.

    From the next request on nothing in it is there. It can be restored for 30 days.
    """
    delete_workspace(work, workspace)
