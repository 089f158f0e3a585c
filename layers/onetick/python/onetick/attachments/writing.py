"""An attachment and its copy under the id alone change together, in one transaction."""

from collections.abc import Iterator

from onetick.kernel.entity import Entity
from onetick.kernel.work import Work

from .model import Attachment, AttachmentById


def write(work: Work, attachment: Attachment) -> Attachment:
    """Store an attachment, new or changed, and its copies; the attachment as stored."""
    before = _as_read(work, attachment) if attachment.version else None
    stored = work.put(attachment)
    work.mirror(copies, stored, before)
    return stored


def copies(attachment: Attachment) -> Iterator[Entity]:
    """What is stored of an attachment elsewhere."""
    yield AttachmentById(org_id=attachment.org_id, id=attachment.id, attachment=attachment)


def _as_read(work: Work, attachment: Attachment) -> Attachment:
    held = work.load(AttachmentById, AttachmentById.key(org_id=attachment.org_id, id=attachment.id))
    return work.contained(held, held.attachment)
