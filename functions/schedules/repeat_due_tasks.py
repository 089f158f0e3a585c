"""Make the next tasks of series that go by the clock."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.table import TableName
from onetick.notifications import timetable
from onetick.planning.events import TASK_RECURRENCE_CONTINUED, TASK_RECURRENCE_ENDED, TASK_RECURRENCE_SPAWNED
from onetick.planning.follow_schedule import repeat_when_due
from onetick.tasks.events import TASK_ASSIGNED, TASK_CREATED


@timetable.schedule(
    emits=[
        TASK_CREATED,
        TASK_ASSIGNED,
        TASK_RECURRENCE_SPAWNED,
        TASK_RECURRENCE_CONTINUED,
        TASK_RECURRENCE_ENDED,
    ],
    grants=[grants.store(TableName.GLOBAL), grants.require(TableName.TENANT), grants.count(TableName.TENANT)],
)
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of recurring tasks."""
    return {"done": timetable.work_off(handler, "recurrence", repeat_when_due)}
