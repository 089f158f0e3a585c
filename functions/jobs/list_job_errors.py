"""The route listJobErrors."""

from onetick.jobs.schemas import JobErrorView
from onetick.jobs.store import ERRORS
from onetick.jobs.targets import job_of_path
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.jobs import Job
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/jobs/{job_id}/errors",
    can=Self("A job is there for whoever asked for it, and for those who manage the workspace."),
    endpoint="B",
    on=job_of_path,
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, job: Job, paging: Paging) -> Page[JobErrorView]:
    """List the errors of a job.

    What went wrong with which of its items, in order; the first 1,000. They can be read while the job runs.
    """
    page = work.page(ERRORS.of(org_id=job.org_id, job_id=job.id), paging)
    return Page([JobErrorView.model_validate(error) for error in page.data], page.next_cursor)
