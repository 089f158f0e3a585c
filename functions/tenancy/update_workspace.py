from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.tenancy.events import WORKSPACE_UPDATED
from onetick.tenancy.model import Workspace
from onetick.tenancy.schemas import WorkspaceChanges, WorkspaceView
from onetick.tenancy.store import WORKSPACE
from onetick.tenancy.update_workspace import update_workspace


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}",
    can="workspace:manage",
    endpoint="C",
    on=WORKSPACE,
    emits=[WORKSPACE_UPDATED],
)
def handler(work: Work, workspace: Workspace, body: WorkspaceChanges) -> WorkspaceView:
    """Change a workspace.

    Fields that are left out stay as they are.
    """
    return WorkspaceView.of(update_workspace(work, workspace, body))
