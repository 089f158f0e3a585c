"""Make a picture of an image that can be opened."""

import tempfile
from dataclasses import replace
from pathlib import Path

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work

from .events import ATTACHMENT_PICTURED
from .model import ATTACHMENTS, THUMBNAILS
from .opening import THUMBNAIL_TYPE
from .pictures import MAX_BYTES, TYPES, thumbnail
from .targets import find_attachment
from .writing import write


def make_thumbnail(work: Work, occurrence: Occurrence) -> None:
    """Give an attachment a thumbnail, if it is an image that one can be made of within bounds."""
    attachment = find_attachment(work, occurrence.aggregate_id)
    if attachment is None or attachment.state != "ready" or attachment.thumbnail is not None:
        return
    if attachment.content_type not in TYPES or attachment.size > MAX_BYTES:
        return
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "content", Path(folder) / "thumbnail"
        work.files.fetch(attachment.content(ATTACHMENTS), source)
        picture = thumbnail(source, target)
        if picture is None:
            return
        work.files.send(attachment.content(THUMBNAILS), target, content_type=THUMBNAIL_TYPE)
    stored = write(work, replace(attachment, thumbnail=picture))
    work.emit(ATTACHMENT_PICTURED, stored, before=attachment)
