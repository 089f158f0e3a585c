"""The route listChangeSets."""

from onetick.changesets.read_change_set import list_change_sets
from onetick.changesets.schemas import ChangeSetRow
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/change-sets",
    can=Self("They are the caller's own."),
    endpoint="B",
    grants=[grants.query(TableName.TENANT, Index.GSI2)],
)
def handler(work: Work, paging: Paging) -> Page[ChangeSetRow]:
    """List your change sets.

    What you changed in the workspace, request by request, the latest first. One of a moment ago may be
    missing still.
    """
    page = list_change_sets(work, paging)
    return Page([ChangeSetRow.of(found) for found in page.data], page.next_cursor)
