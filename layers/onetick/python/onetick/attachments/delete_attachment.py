"""Put an attachment into the trash, and take it out again."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work
from onetick.tasks.belongings import task_of
from onetick.tasks.targets import require_open

from .events import ATTACHMENT_DELETED, ATTACHMENT_RESTORED
from .model import Attachment
from .writing import write


def delete_attachment(work: Work, attachment: Attachment) -> None:
    """Put an attachment into the trash; its content stays for as long. Raises Conflict in an archived project."""
    require_open(work, *task_of(work, attachment).project_ids)
    gone = replace(attachment, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id))
    work.emit(ATTACHMENT_DELETED, write(work, gone), before=attachment)


def restore_attachment(work: Work, attachment: Attachment) -> Attachment:
    """The attachment as it was.

    Raises Conflict when it is not in the trash or its project is archived, Gone after 30 days.
    """
    require_in_trash("attachment", attachment.purge_at, work.now)
    require_open(work, *task_of(work, attachment).project_ids)
    stored = write(work, replace(attachment, deleted_at=None, deleted_by=None))
    work.emit(ATTACHMENT_RESTORED, stored, before=attachment)
    return stored
