"""List the attachments of a task."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .model import Attachment
from .schemas import AttachmentOrder
from .store import OF_TASK


def list_attachments(work: Work, task: Task, wanted: AttachmentOrder, paging: Paging) -> Page[Attachment]:
    """One page of the attachments, or of those in the trash."""

    def keep(attachment: Attachment) -> bool:
        return (attachment.deleted_at is not None) == wanted.trashed and not attachment.has_lapsed(work.now)

    asked = OF_TASK.of(org_id=task.org_id, task_id=task.id)
    page = work.page(asked if wanted.sort == "created_at" else asked.backwards(), paging, keep=keep)
    if work.then is not None:
        # What of them may be opened still.
        work.prefetch(attachment.own_key for attachment in page.data)
    return page
