"""Read the attachments of a task as they are, for what takes them somewhere else."""

from collections.abc import Sequence
from pathlib import Path

from onetick.kernel.objects import ObjectKey
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .model import ATTACHMENTS, Attachment
from .store import OF_TASK


def read_attachments(work: Work, task: Task, *, limit: int) -> Sequence[Attachment]:
    """The attachments of a task that can be opened, oldest first; at most `limit`."""
    found = work.some(OF_TASK.of(org_id=task.org_id, task_id=task.id), limit=limit)
    return [one for one in found if one.state == "ready" and one.deleted_at is None]


def copy_content(work: Work, attachment: Attachment, target: ObjectKey) -> bool:
    """Copy the content of an attachment that can be opened within the bucket; False when it is not there any more."""
    try:
        work.files.copy(attachment.content(ATTACHMENTS), target)
    except FileNotFoundError:
        return False
    return True


def fetch_content(work: Work, attachment_id: str, path: Path) -> None:
    """Copy the content of an attachment that can be opened to a local file. Raises FileNotFoundError."""
    work.files.fetch(work.files.key(ATTACHMENTS, attachment_id), path)
