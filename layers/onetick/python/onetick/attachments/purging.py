"""What an attachment leaves: its copies, its content and its thumbnail."""

from collections.abc import Iterator

from onetick.kernel.entity import Entity
from onetick.kernel.objects import ObjectKey
from onetick.kernel.purging import Bin, Place, leaves
from onetick.kernel.tally import Counted

from .events import ATTACHMENT_DELETED, ATTACHMENT_RESTORED
from .model import ATTACHMENTS, THUMBNAILS, UPLOADS, Attachment, FrontFile
from .storage import counts_for

FOLDERS = (UPLOADS, ATTACHMENTS, THUMBNAILS)
"""Where anything of an attachment may be."""


FILES = Bin(
    "attachment",
    Attachment,
    deleted=[ATTACHMENT_DELETED],
    restored=[ATTACHMENT_RESTORED],
    key=lambda at: Attachment.key(org_id=at.org_id, task_id=at.resource["task_id"], id=at.id),
    says=lambda attachment: attachment.name,
)


def _copies(attachment: Attachment) -> Iterator[Entity]:
    yield FrontFile(org_id=attachment.org_id, task_id=attachment.task_id, id=attachment.id, attachment=attachment)


def _files(attachment: Attachment) -> Iterator[ObjectKey]:
    for folder in FOLDERS:
        yield attachment.content(folder)


def _frees(attachment: Attachment) -> tuple[Counted, ...]:
    return counts_for(attachment, -attachment.size) if attachment.counted else ()


leaves(
    Attachment,
    frees=_frees,
    copies=_copies,
    files=_files,
    places=lambda attachment: [Place(f"{attachment.org_id}#att#{attachment.id}")],
)
