"""Make the next tasks of series that go by the clock."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_schedule
from onetick.notifications import timetable
from onetick.planning.events import TASK_RECURRENCE_CONTINUED, TASK_RECURRENCE_ENDED, TASK_RECURRENCE_SPAWNED
from onetick.planning.follow_schedule import repeat_when_due
from onetick.tasks.events import TASK_ASSIGNED, TASK_CREATED


@on_schedule(
    "rate(5 minutes)",
    derives=True,
    emits=[
        TASK_CREATED,
        TASK_ASSIGNED,
        TASK_RECURRENCE_SPAWNED,
        TASK_RECURRENCE_CONTINUED,
        TASK_RECURRENCE_ENDED,
    ],
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[
        grants.read(TableName.TENANT),
        grants.query(TableName.GLOBAL),
        grants.store(TableName.TENANT),
        grants.store(TableName.GLOBAL),
        grants.remove(TableName.GLOBAL),
        grants.require(TableName.TENANT),
        grants.count(TableName.TENANT),
    ],
)
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of recurring tasks."""
    return {"done": timetable.work_off(handler, "recurrence", runtime().clock(), repeat_when_due)}
