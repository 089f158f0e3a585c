"""The route listImports."""

from onetick.imports.schemas import ImportView
from onetick.imports.store import IMPORTS
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/imports",
    can=Self("It lists the caller's own imports."),
    endpoint="B",
    grants=[grants.query(TableName.TENANT, Index.GSI1)],
)
def handler(work: Work, paging: Paging) -> Page[ImportView]:
    """List your imports.

    Those that you made in the workspace, latest first.
    """
    asked = IMPORTS.of(org_id=work.org_id, user_id=work.principal.id, workspace_id=work.workspace_id)
    page = work.page(asked, paging)
    return Page([ImportView.of(found) for found in page.data], page.next_cursor)
