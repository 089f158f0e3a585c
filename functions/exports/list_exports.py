"""The route listExports."""

from onetick.exports.schemas import ExportView
from onetick.exports.store import EXPORTS
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/exports",
    can=Self("It lists the caller's own exports."),
    endpoint="B",
    grants=[grants.query(TableName.TENANT, Index.GSI1)],
)
def handler(work: Work, paging: Paging) -> Page[ExportView]:
    """List your exports.

    Those that you asked for in the workspace, latest first.
    """
    asked = EXPORTS.of(org_id=work.org_id, user_id=work.principal.id, workspace_id=work.workspace_id)
    page = work.page(asked, paging)
    return Page([ExportView.of(found) for found in page.data], page.next_cursor)
