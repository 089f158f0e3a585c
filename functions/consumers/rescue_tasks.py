"""The consumer that leaves no task in a section that is gone."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.projects.events import SECTION_DELETED
from onetick.tasks.events import TASK_CROWDED, TASK_MOVED
from onetick.tasks.rescue_tasks import rescue_tasks


@on_event(
    "deleted-sections",
    [SECTION_DELETED],
    emits=[TASK_MOVED, TASK_CROWDED],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Move tasks that entered a section while it was deleted to the first one that is left."""
    rescue_tasks(handler, work, occurrence)
