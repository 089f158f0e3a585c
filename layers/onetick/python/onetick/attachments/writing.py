"""An attachment and its copy under the id alone change together, in one transaction."""

from collections.abc import Iterator

from onetick.kernel.entity import Entity
from onetick.kernel.work import Work

from .model import Attachment, AttachmentById, FrontFile
from .storage import counted


def write(work: Work, attachment: Attachment) -> Attachment:
    """Store an attachment, new or changed, and its copies, and count its bytes; the attachment as stored."""
    before = _as_read(work, attachment) if attachment.version else None
    stored = work.put(counted(work, attachment))
    work.mirror(copies, stored, before)
    if stored.state != "pending":
        _bring_to_front(work, stored)
    return stored


def _bring_to_front(work: Work, attachment: Attachment) -> None:
    """Keep the copy for the drawer current. That there are few of them, a consumer sees to afterwards."""
    front = FrontFile(org_id=attachment.org_id, task_id=attachment.task_id, id=attachment.id, attachment=attachment)
    if attachment.deleted_at is None:
        work.replace(front)
    else:
        work.discard(FrontFile, front.own_key)


def copies(attachment: Attachment) -> Iterator[Entity]:
    """What is stored of an attachment elsewhere."""
    yield AttachmentById(org_id=attachment.org_id, id=attachment.id, attachment=attachment)


def _as_read(work: Work, attachment: Attachment) -> Attachment:
    held = work.load(AttachmentById, AttachmentById.key(org_id=attachment.org_id, id=attachment.id))
    return work.contained(held, held.attachment)
