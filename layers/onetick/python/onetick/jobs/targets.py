"""How routes find jobs. A job is there for whoever asked for it, and for those who manage the workspace."""

from onetick.kernel.access import Subject
from onetick.kernel.authority import may
from onetick.kernel.jobs import Job
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work

MANAGING = "workspace:manage"
"""Who may do this in a workspace sees and ends everybody's jobs."""


def workspace_of(work: Work) -> Subject:
    """The workspace of the request, as what is decided about."""
    assert work.org_id is not None and work.workspace_id is not None
    return Subject(kind="workspace", id=work.workspace_id, org_id=work.org_id, workspace_id=work.workspace_id)


def _find(work: Work, at: Arrival) -> Job | None:
    job = work.find(Job, Job.key(org_id=at.org, id=at.path["job_id"]))
    if job is None or job.workspace_id != at.workspace:
        return None
    return job if job.created_by == work.principal.id or may(work, MANAGING, workspace_of(work)) else None


job_of_path = Target("job", Job, lambda at: [Job.key(org_id=at.org, id=at.path["job_id"])], find=_find)
