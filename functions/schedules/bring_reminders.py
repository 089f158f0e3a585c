"""Remind people of what they asked for."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.table import TableName
from onetick.notifications import timetable
from onetick.notifications.events import NOTIFICATION_CREATED
from onetick.reminders.plan_reminders import bring_reminders


@timetable.schedule(emits=[NOTIFICATION_CREATED], grants=[grants.store(TableName.GLOBAL)])
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of reminders."""
    return {"reminded": timetable.work_off(handler, "reminder", bring_reminders)}
