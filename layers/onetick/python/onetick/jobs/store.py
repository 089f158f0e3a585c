"""How jobs are read."""

from onetick.kernel.jobs import Job, JobError
from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

OWN = Pattern(
    "The jobs that somebody asked for in a workspace, newest first",
    Job,
    pk="{org_id}#usr#{created_by}#jobs",
    prefix="{workspace_id}#",
    index=Index.GSI2,
    ascending=False,
)
OF_WORKSPACE = Pattern(
    "The jobs of a workspace, newest first",
    Job,
    pk="{org_id}#wsp#{workspace_id}#jobs",
    index=Index.GSI1,
    ascending=False,
)
ERRORS = Pattern("What went wrong with a job's items, in order", JobError, pk="{org_id}#job#{job_id}", prefix="error#")
