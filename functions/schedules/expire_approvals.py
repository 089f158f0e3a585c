"""End requests that nobody decided in time."""

from typing import Any

from onetick.approvals.end_approval import expire_approval
from onetick.approvals.events import APPROVAL_EXPIRED
from onetick.kernel import grants
from onetick.kernel.table import TableName
from onetick.notifications import timetable
from onetick.tasks.events import TASK_APPROVAL_CHANGED


@timetable.schedule(emits=[APPROVAL_EXPIRED, TASK_APPROVAL_CHANGED], grants=[grants.remove(TableName.TENANT)])
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of requests."""
    return {"expired": timetable.work_off(handler, "approval", expire_approval)}
