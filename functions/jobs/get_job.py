"""The route getJob."""

from onetick.jobs.targets import job_of_path
from onetick.kernel.entry import Self, route
from onetick.kernel.jobs import Job
from onetick.kernel.jobs.events import JobView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/jobs/{job_id}",
    can=Self("A job is there for whoever asked for it, and for those who manage the workspace."),
    endpoint="A",
    on=job_of_path,
)
def handler(job: Job) -> JobView:
    """Get a job.

    One that you asked for, or any when you manage the workspace. Ask again until its `state` is one
    of `succeeded`, `partial`, `failed` and `cancelled`; it is kept for 30 days from then on.
    """
    return JobView.of(job)
