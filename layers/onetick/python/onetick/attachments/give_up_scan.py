"""Wait no longer for what is found in a file: nobody may open it, and whoever attached it must know that it failed."""

from onetick.kernel.work import Work
from onetick.notifications.model import TimetableEntry

from .receive_upload import reject
from .targets import find_attachment


def give_up_scan(work: Work, entry: TimetableEntry) -> None:
    """Reject an attachment that is still being looked at. What is found in it later changes nothing any more."""
    attachment = find_attachment(work, entry.subject)
    if attachment is not None and attachment.state == "scanning":
        reject(work, attachment, "not_scanned")
