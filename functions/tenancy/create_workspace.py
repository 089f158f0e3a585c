from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.create_workspace import create_workspace
from onetick.tenancy.events import WORKSPACE_CREATED
from onetick.tenancy.model import Organization
from onetick.tenancy.schemas import NewWorkspace, WorkspaceView
from onetick.tenancy.store import ORGANIZATION_WITH_PLACES


@route(
    "POST",
    "/v1/organizations/{organization_id}/workspaces",
    can="workspace:create",
    endpoint="C",
    on=ORGANIZATION_WITH_PLACES,
    emits=[WORKSPACE_CREATED],
    problems=[QuotaExceeded],
    status=201,
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, organization: Organization, body: NewWorkspace) -> WorkspaceView:
    """Create a workspace.

    The caller becomes its admin. An organization has at most 200 workspaces.
    """
    return WorkspaceView.of(create_workspace(work, organization, body))
