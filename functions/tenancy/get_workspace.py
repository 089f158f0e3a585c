from onetick.kernel.entry import route
from onetick.tenancy.model import Workspace
from onetick.tenancy.schemas import WorkspaceView
from onetick.tenancy.store import WORKSPACE


@route(
    "GET",
    "/v1/workspaces/{workspace_id}",
    can="workspace:view",
    endpoint="A",
    on=WORKSPACE,
)
def handler(workspace: Workspace) -> WorkspaceView:
    """Read a workspace.

    One that you may not see is a 404, like one that does not exist.
    """
    return WorkspaceView.of(workspace)
