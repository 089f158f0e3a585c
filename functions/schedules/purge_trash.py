"""Purge what was in the trash for long enough."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_schedule
from onetick.notifications import timetable
from onetick.trash.bins import PURGED
from onetick.trash.purge import purge_when_due


@on_schedule(
    "rate(5 minutes)",
    derives=True,
    emits=PURGED,
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
    """Work off the timetable of the trash."""
    return {"purged": timetable.work_off(handler, "purge", runtime().clock(), purge_when_due)}
