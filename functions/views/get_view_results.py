"""The route getViewResults."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.tasks.schemas import TaskRow
from onetick.views.list_views import list_results
from onetick.views.model import SavedView
from onetick.views.targets import view_with_fields


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/views/{view_id}/results",
    can="task:view",
    endpoint="B",
    on=view_with_fields,
    problems=[Conflict, Gone, Unprocessable],
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.query(TableName.TENANT, Index.GSI2),
    ],
)
def handler(work: Work, view: SavedView, paging: Paging) -> Page[TaskRow]:
    """Get the tasks that a view shows.

    As lists of tasks are answered, to you: `me` is whoever asks, and only what you can see is shown. A page
    may be short, even empty, before the last: go on while there is a cursor. A cursor fits the view as it
    was; when it is changed meanwhile, start again.

    """
    page = list_results(work, view, paging)
    return Page([TaskRow.of(row) for row in page.data], page.next_cursor)
