"""The route cancelJob."""

from onetick.jobs.cancel_job import cancel_job
from onetick.jobs.targets import job_of_path
from onetick.kernel.entry import Self, route
from onetick.kernel.jobs import Job
from onetick.kernel.jobs.events import JOB_CANCELLED, JobView
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/jobs/{job_id}/cancel",
    can=Self("A job is there for whoever asked for it, and for those who manage the workspace."),
    endpoint="C",
    on=job_of_path,
    emits=[JOB_CANCELLED],
    problems=[Conflict],
)
def handler(work: Work, job: Job) -> JobView:
    """Cancel a job.

    It does nothing more from now on. What it has done by then stays done, and can be undone as a change set.
    """
    return JobView.of(cancel_job(work, job))
