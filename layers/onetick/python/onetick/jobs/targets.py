"""How routes find jobs. A job is there for whoever asked for it, and for those who manage the workspace."""

from onetick.kernel.authority import may, whole_workspace
from onetick.kernel.jobs import Job
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work

MANAGING = "workspace:manage"
"""Who may do this in a workspace sees and ends everybody's jobs."""


def _find(work: Work, at: Arrival) -> Job | None:
    job = work.find(Job, Job.key(org_id=at.org, id=at.path["job_id"]))
    if job is None or job.workspace_id != at.workspace:
        return None
    return job if job.created_by == work.principal.id or may(work, MANAGING, whole_workspace(work)) else None


job_of_path = Target("job", Job, lambda at: [Job.key(org_id=at.org, id=at.path["job_id"])], find=_find)
