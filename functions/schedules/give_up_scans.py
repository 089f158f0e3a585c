"""Wait no longer for scanners that do not answer."""

from typing import Any

from onetick.attachments.events import ATTACHMENT_REJECTED
from onetick.attachments.give_up_scan import give_up_scan
from onetick.attachments.model import UPLOADS
from onetick.kernel import grants
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_schedule
from onetick.notifications import timetable


@on_schedule(
    "rate(5 minutes)",
    derives=True,
    emits=[ATTACHMENT_REJECTED],
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[
        grants.read(TableName.TENANT),
        grants.query(TableName.GLOBAL),
        grants.store(TableName.TENANT),
        grants.remove(TableName.GLOBAL),
        grants.remove_objects(UPLOADS),
    ],
)
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of scans."""
    return {"given_up": timetable.work_off(handler, "scan", runtime().clock(), give_up_scan)}
