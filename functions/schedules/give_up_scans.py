"""Wait no longer for scanners that do not answer."""

from typing import Any

from onetick.attachments.events import ATTACHMENT_REJECTED
from onetick.attachments.give_up_scan import give_up_scan
from onetick.attachments.model import UPLOADS
from onetick.kernel import grants
from onetick.notifications import timetable


@timetable.schedule(emits=[ATTACHMENT_REJECTED], grants=[grants.remove_objects(UPLOADS)])
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetable of scans."""
    return {"given_up": timetable.work_off(handler, "scan", give_up_scan)}
