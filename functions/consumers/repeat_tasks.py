"""The consumer that makes the next task of a series when one is finished."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RECURRENCE_CONTINUED, TASK_RECURRENCE_ENDED, TASK_RECURRENCE_SPAWNED
from onetick.planning.follow_completion import follow_completion
from onetick.tasks.events import TASK_ASSIGNED, TASK_CREATED, TASK_STATUS_CHANGED


@on_event(
    "recurring-tasks",
    [TASK_STATUS_CHANGED],
    where={"recurring": True},
    emits=[
        TASK_CREATED,
        TASK_ASSIGNED,
        TASK_RECURRENCE_SPAWNED,
        TASK_RECURRENCE_CONTINUED,
        TASK_RECURRENCE_ENDED,
    ],
    grants=[grants.require(TableName.TENANT), grants.count(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Make the next task of a series, once."""
    follow_completion(work, occurrence)
