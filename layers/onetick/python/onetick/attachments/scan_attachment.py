"""Have a file looked at that has arrived."""

import tempfile
from pathlib import Path

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work

from .model import UPLOADS
from .receive_upload import conclude
from .scanning import scanner
from .targets import find_attachment


def scan_attachment(work: Work, occurrence: Occurrence) -> None:
    """Scan an attachment with the scanner of the deployment, unless that tells by itself."""
    looking = scanner()
    attachment = find_attachment(work, occurrence.aggregate_id)
    if looking.looks_later or attachment is None or attachment.state != "scanning":
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "content"
        work.files.fetch(attachment.content(UPLOADS), path)
        verdict = looking.scan(path)
    conclude(work, attachment, None if verdict == "harmless" else verdict)
