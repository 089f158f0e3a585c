"""The consumer that keeps rollups."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tasks.events import (
    TASK_CREATED,
    TASK_CUSTOM_FIELD_CHANGED,
    TASK_DELETED,
    TASK_DUE_CHANGED,
    TASK_PARENT_CHANGED,
    TASK_RESTORED,
    TASK_ROLLED_UP,
    TASK_STATUS_CHANGED,
    TASK_UPDATED,
)
from onetick.tasks.rollups import roll_up


@on_event(
    "rollups",
    [
        TASK_CREATED,
        TASK_UPDATED,
        TASK_DUE_CHANGED,
        TASK_STATUS_CHANGED,
        TASK_CUSTOM_FIELD_CHANGED,
        TASK_PARENT_CHANGED,
        TASK_DELETED,
        TASK_RESTORED,
        TASK_ROLLED_UP,
    ],
    emits=[TASK_CUSTOM_FIELD_CHANGED, TASK_ROLLED_UP],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Work out the rollups of a task when one of its subtasks changes."""
    roll_up(handler, occurrence)
