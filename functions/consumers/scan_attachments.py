"""The consumer that has attachments looked at."""

from onetick.attachments.events import ATTACHMENT_READY, ATTACHMENT_REJECTED, ATTACHMENT_UPLOADED
from onetick.attachments.model import ATTACHMENTS, UPLOADS
from onetick.attachments.scan_attachment import scan_attachment
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work


@on_event(
    "attachment-scans",
    [ATTACHMENT_UPLOADED],
    emits=[ATTACHMENT_READY, ATTACHMENT_REJECTED],
    grants=[grants.read_objects(UPLOADS), grants.remove_objects(UPLOADS), grants.store_objects(ATTACHMENTS)],
    memory=1024,
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Look for malware in what has arrived, where the scanner has to be asked."""
    scan_attachment(work, occurrence)
