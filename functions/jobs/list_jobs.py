"""The route listJobs."""

from onetick.jobs.list_jobs import list_jobs
from onetick.jobs.schemas import JobFilter
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.jobs.events import JobView
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/jobs",
    can=Self("They are the caller's own; everybody's are decided about on their own."),
    endpoint="B",
    grants=[grants.query(TableName.TENANT, Index.GSI1), grants.query(TableName.TENANT, Index.GSI2)],
)
def handler(work: Work, query: JobFilter, paging: Paging) -> Page[JobView]:
    """List jobs.

    Those you asked for, the newest first. Whoever manages the workspace lists everybody's with
    `filter[created_by]=anybody`. A job that was accepted a moment ago may be missing still.
    """
    page = list_jobs(work, query, paging)
    return Page([JobView.of(job) for job in page.data], page.next_cursor)
