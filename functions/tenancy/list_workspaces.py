from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.list_workspaces import list_workspaces
from onetick.tenancy.schemas import WorkspaceView


@route(
    "GET",
    "/v1/workspaces",
    can=Self(reason="It shows only workspaces that the caller may see."),
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, paging: Paging) -> Page[WorkspaceView]:
    """List the workspaces you may see.

    They are of the organization that the token is for: those you are a member of, or all of them for
    whoever has a role in the organization that sees every workspace.
    """
    page = list_workspaces(work, paging)
    return Page([WorkspaceView.of(one) for one in page.data], page.next_cursor)
