"""List jobs."""

from onetick.kernel.authority import authorize, whole_workspace
from onetick.kernel.jobs import Job
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .schemas import JobFilter
from .store import OF_WORKSPACE, OWN
from .targets import MANAGING


def list_jobs(work: Work, wanted: JobFilter, paging: Paging) -> Page[Job]:
    """One page of one's own jobs, or of everybody's.

    Raises Forbidden for everybody's when one does not manage the workspace.
    """
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    if wanted.created_by == "anybody":
        authorize(work, MANAGING, whole_workspace(work))
        asked = OF_WORKSPACE.of(**place)
    else:
        asked = OWN.of(**place, created_by=work.principal.id)
    return work.page(asked, paging, keep=lambda job: wanted.state in (None, job.state))
