"""What was done in a workspace by jobs."""

from onetick.kernel.jobs import Job
from onetick.kernel.purging import Place, leaves
from onetick.kernel.table import Index
from onetick.tenancy.model import Workspace

leaves(
    Workspace,
    places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#jobs", index=Index.GSI1)],
)
leaves(Job, places=lambda job: [Place(f"{job.org_id}#job#{job.id}")])
