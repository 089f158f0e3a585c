"""The route listTimeEntries."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.tasks.seeing import project_keys
from onetick.tasks.targets import aside
from onetick.timekeeping.list_time_entries import list_time_entries
from onetick.timekeeping.schemas import TimeEntryView, TimeFilter


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/time-entries",
    can="time:view",
    endpoint="B",
    on=aside("projects", project_keys),
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.query(TableName.TENANT, Index.GSI2),
    ],
)
def handler(work: Work, query: TimeFilter, paging: Paging) -> Page[TimeEntryView]:
    """List logged time.

    Your own, or with `filter[user_id]`, `filter[project_id]` or `filter[task_id]` what they name, as far
    as you see the tasks. `from` and `to` are days, both included. The latest day comes first; on a task,
    what was logged last. A page may be short, or even empty, before the last: go on while there is a
    cursor.
    """
    page = list_time_entries(work, query, paging)
    return Page([TimeEntryView.of(entry) for entry in page.data], page.next_cursor)
