"""The worker that takes tasks along when statuses go."""

from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.projects.remapping import REMAP_STATUSES, Remapped, RemapStatuses
from onetick.tasks.events import CHANGES
from onetick.tasks.remap_statuses import remap_statuses


@on_job(
    REMAP_STATUSES,
    emits=[*CHANGES],
    grants=[grants.query(TableName.TENANT, Index.GSI2), grants.remove(TableName.TENANT)],
)
def handler(work: Work, step: Step[RemapStatuses, Remapped]) -> Progress[Remapped]:
    """Take the tasks whose status is gone to the one that was named in its place."""
    return remap_statuses(work, step)
