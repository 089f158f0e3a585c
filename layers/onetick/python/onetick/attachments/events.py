"""What can happen to an attachment."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Attachment
from .schemas import AttachmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What can be opened now; `bytes` is its size."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Why nobody can open it."""

    reason: str


ATTACHMENT_CREATED = EventType("attachment.created", Attachment, AttachmentView.of)
"""It was announced; nothing has arrived yet."""
ATTACHMENT_UPLOADED = EventType("attachment.uploaded", Attachment, AttachmentView.of)
"""What was announced has arrived, and is looked at."""
ATTACHMENT_READY = EventType("attachment.ready", Attachment, AttachmentView.of, context=Ready)
ATTACHMENT_REJECTED = EventType("attachment.rejected", Attachment, AttachmentView.of, context=Rejected)
ATTACHMENT_PICTURED = EventType("attachment.pictured", Attachment, AttachmentView.of)
"""It has a thumbnail."""
ATTACHMENT_RENAMED = EventType("attachment.renamed", Attachment, AttachmentView.of)
ATTACHMENT_DELETED = EventType("attachment.deleted", Attachment, AttachmentView.of)
ATTACHMENT_RESTORED = EventType("attachment.restored", Attachment, AttachmentView.of)
