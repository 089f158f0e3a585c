from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.tenancy.delete_workspace import restore_workspace
from onetick.tenancy.events import WORKSPACE_RESTORED
from onetick.tenancy.model import Workspace
from onetick.tenancy.schemas import WorkspaceView
from onetick.tenancy.store import DELETED_WORKSPACE


@route(
    "POST",
    "/v1/organizations/{organization_id}/workspaces/{restored_workspace_id}/restore",
    can="workspace:delete",
    endpoint="C",
    on=DELETED_WORKSPACE,
    emits=[WORKSPACE_RESTORED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, workspace: Workspace) -> WorkspaceView:
    """Restore a deleted workspace.

    Everything in it and everybody's rights are as they were. It lies under the organization, since a
    deleted workspace is not found under its own path.
    """
    return WorkspaceView.of(restore_workspace(work, workspace))
