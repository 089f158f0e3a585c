from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.list_workspaces import list_deleted_workspaces
from onetick.tenancy.schemas import WorkspaceView


@route(
    "GET",
    "/v1/organizations/{organization_id}/deleted-workspaces",
    can="workspace:delete",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, paging: Paging) -> Page[WorkspaceView]:
    """List the workspaces in the trash.

    They can be restored until `purge_at`.
    """
    page = list_deleted_workspaces(work, paging)
    return Page([WorkspaceView.of(one) for one in page.data], page.next_cursor)
