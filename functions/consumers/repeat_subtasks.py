"""The consumer that gives the next task of a series its subtasks."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RECURRENCE_SPAWNED
from onetick.planning.repeat_subtasks import repeat_subtasks
from onetick.tasks.events import TASK_ASSIGNED, TASK_CREATED


@on_event(
    "recurring-subtasks",
    [TASK_RECURRENCE_SPAWNED],
    emits=[TASK_CREATED, TASK_ASSIGNED, TASK_RECURRENCE_SPAWNED],
    timeout=300,
    grants=[grants.query(TableName.TENANT), grants.require(TableName.TENANT), grants.count(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Make the subtasks of a task anew below the one that follows it."""
    repeat_subtasks(handler, work, occurrence)
