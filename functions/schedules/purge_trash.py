"""Purge what was in the trash for long enough."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.table import TableName
from onetick.notifications import timetable
from onetick.trash.bins import PURGED
from onetick.trash.purge import purge_when_due


@timetable.schedule(emits=PURGED, grants=[grants.remove(TableName.TENANT)])
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of the trash."""
    return {"purged": timetable.work_off(handler, "purge", purge_when_due)}
