"""Attach a file that was attached somewhere else."""

from onetick.kernel.ids import OrgId
from onetick.kernel.objects import ObjectKey
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .create_attachment import create_attachment
from .model import UPLOADS, Attachment, AttachmentById


def restore_archived(work: Work, draft: Attachment) -> bool:
    """Announce it, as any other, unless it is there already. Whether it was announced.

    Its content must be sent when this is committed (`send_content`): what arrives for a record that is
    not there yet is overlooked. Raises as `create_attachment` does.
    """
    if work.find(AttachmentById, attachment_key(draft.org_id, draft.id)) is not None:
        return False
    create_attachment(work, draft)
    return True


def send_content(work: Work, draft: Attachment, source: ObjectKey) -> bool:
    """Send what was announced, from where it lies, to be looked at as if somebody had uploaded it; whether it was.

    Raises FileNotFoundError when it is not there.
    """
    found = work.find(AttachmentById, attachment_key(draft.org_id, draft.id))
    if found is None or found.attachment.state != "pending" or found.attachment.sha256 != draft.sha256:
        return False
    work.files.copy(source, draft.content(UPLOADS))
    return True


def attachment_key(org_id: OrgId | None, attachment_id: str) -> Key:
    """Where it is found by its id."""
    return AttachmentById.key(org_id=org_id, id=attachment_id)
