"""The worker that purges everything in a trash."""

from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.trash.bins import PURGED
from onetick.trash.emptying import EMPTY_TRASH, Emptying, Reached, empty_trash


@on_job(EMPTY_TRASH, emits=[*PURGED], grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT)])
def handler(work: Work, step: Step[Emptying, Reached]) -> Progress[Reached]:
    """Purge what is in the trash of a workspace."""
    return empty_trash(work, step)
