"""End requests that nobody decided in time."""

from typing import Any

from onetick.approvals.end_approval import expire_approval
from onetick.approvals.events import APPROVAL_EXPIRED
from onetick.kernel import grants
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_schedule
from onetick.notifications import timetable
from onetick.tasks.events import TASK_APPROVAL_CHANGED


@on_schedule(
    "rate(5 minutes)",
    derives=True,
    emits=[APPROVAL_EXPIRED, TASK_APPROVAL_CHANGED],
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[
        grants.read(TableName.TENANT),
        grants.query(TableName.GLOBAL),
        grants.store(TableName.TENANT),
        grants.remove(TableName.TENANT),
        grants.remove(TableName.GLOBAL),
    ],
)
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of requests."""
    return {"expired": timetable.work_off(handler, "approval", runtime().clock(), expire_approval)}
