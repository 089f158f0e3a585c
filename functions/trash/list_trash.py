"""The route listTrash."""

from onetick.kernel import grants
from onetick.kernel.access import scope
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.trash.listing import list_trash
from onetick.trash.schemas import TrashedView, TrashFilter


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/trash",
    can="trash:purge",
    endpoint="B",
    today="The list of each kind says what was in its trash then: `filter[trashed]=true`.",
    grants=[grants.query(TableName.TENANT), grants.query(TableName.TENANT, Index.GSI1)],
)
def handler(work: Work, query: TrashFilter, paging: Paging) -> Page[TrashedView]:
    """List everything in the trash.

    Of every kind, whoever deleted it, with the moment at which it is purged. It follows what happens by
    a moment. Most kinds have a list of their own, too, which shows more and to more people: with
    `filter[trashed]=true`.
    """
    page = list_trash(work, query, paging)
    sees_all = scope(work.standing).everything
    return Page([TrashedView.of(row, sees_all=sees_all) for row in page.data], page.next_cursor)
