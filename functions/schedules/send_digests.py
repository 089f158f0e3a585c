"""Send the mail digests that are due."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_schedule
from onetick.notifications import timetable
from onetick.notifications.events import DIGEST_SENT
from onetick.notifications.send_digest import send_digest


@on_schedule(
    "rate(5 minutes)",
    derives=True,
    emits=[DIGEST_SENT],
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[
        grants.read(TableName.TENANT),
        grants.query(TableName.GLOBAL),
        grants.store(TableName.TENANT),
        grants.remove(TableName.TENANT),
        grants.remove(TableName.GLOBAL),
        grants.send_mail(),
    ],
)
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of digests."""
    return {"done": timetable.work_off(handler, "digest", runtime().clock(), send_digest)}
