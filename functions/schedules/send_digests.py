"""Send the mail digests that are due."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.table import TableName
from onetick.notifications import timetable
from onetick.notifications.events import DIGEST_SENT
from onetick.notifications.send_digest import send_digest


@timetable.schedule(emits=[DIGEST_SENT], grants=[grants.remove(TableName.TENANT), grants.send_mail()])
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of digests."""
    return {"done": timetable.work_off(handler, "digest", send_digest)}
