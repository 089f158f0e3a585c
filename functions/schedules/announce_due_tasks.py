"""Say which tasks are due."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_schedule
from onetick.notifications import timetable
from onetick.notifications.announce_due import announce_approaching, announce_overdue
from onetick.tasks.events import TASK_DUE_APPROACHING, TASK_OVERDUE


@on_schedule(
    "rate(5 minutes)",
    derives=True,
    emits=[TASK_DUE_APPROACHING, TASK_OVERDUE],
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[
        grants.read(TableName.TENANT),
        grants.query(TableName.GLOBAL),
        grants.store(TableName.TENANT),
        grants.remove(TableName.GLOBAL),
    ],
)
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetables of due dates."""
    now = runtime().clock()
    return {
        "approaching": timetable.work_off(handler, "due_approaching", now, announce_approaching),
        "overdue": timetable.work_off(handler, "overdue", now, announce_overdue),
    }
