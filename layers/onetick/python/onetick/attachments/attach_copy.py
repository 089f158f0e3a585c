"""Attach a copy of a file that was looked at already, and has been out of people's reach since."""

from dataclasses import replace

from onetick.kernel.objects import ObjectKey
from onetick.kernel.work import Work
from onetick.tasks.belongings import task_of
from onetick.tasks.targets import require_open

from .events import ATTACHMENT_CREATED, ATTACHMENT_READY
from .model import ATTACHMENTS, Attachment
from .storage import require_room
from .writing import write


def attach_copy(work: Work, draft: Attachment, source: ObjectKey) -> None:
    """Attach what `draft` describes, ready to be opened.

    Raises Conflict in an archived project, QuotaExceeded when the workspace has no room for it,
    FileNotFoundError when there is nothing at the source.
    """
    require_open(work, *task_of(work, draft).project_ids)
    store_copy(work, replace(draft, state="ready", uploaded_at=work.now, ready_at=work.now), source)


def store_copy(work: Work, attachment: Attachment, source: ObjectKey) -> None:
    """Store an attachment that can be opened, with a copy of its content.

    Raises QuotaExceeded when the workspace has no room for it, FileNotFoundError when there is nothing at the source.
    """
    require_room(work, attachment)
    # Copied first: should the commit fail, a copy that no record speaks of can be opened by nobody.
    work.files.copy(source, attachment.content(ATTACHMENTS))
    stored = write(work, attachment)
    work.emit(ATTACHMENT_CREATED, stored)
    work.emit(ATTACHMENT_READY, stored, name=stored.name, bytes=stored.size, sha256=stored.sha256)
