"""The consumer that moves what waits for a rescheduled task."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RESCHEDULED
from onetick.planning.shift_dependents import shift_dependents
from onetick.tasks.events import CHANGES


@on_event(
    "shifted-dependents",
    [TASK_RESCHEDULED],
    emits=[*CHANGES],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Move what waits for a rescheduled task, each task once."""
    shift_dependents(handler, occurrence)
