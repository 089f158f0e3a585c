"""Copy the files of a task to another, which it becomes part of."""

from collections.abc import Sequence
from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task

from .attach_copy import store_copy
from .model import ATTACHMENTS, Attachment
from .store import OF_TASK


def files_behind(work: Work, task: Task, after: str | None, limit: int) -> Sequence[Attachment]:
    """The attachments of a task behind a place in their order, whatever became of them."""
    return work.some(OF_TASK.of(org_id=task.org_id, task_id=task.id, after=after), limit=limit)


def bring_file(work: Work, attachment: Attachment, task: Task, job_id: str) -> None:
    """Copy a file that can be opened to another task. What was looked at once need not be looked at again.

    Raises QuotaExceeded when the workspace has no room for it.
    """
    if attachment.state != "ready" or attachment.deleted_at is not None:
        return
    copy = replace(
        attachment,
        version=0,
        id=copied_id(job_id, attachment.id, "att"),
        task_id=task.id,
        project_id=task.project_id,
        thumbnail=None,
        counted=False,
        brought_by=PrincipalId(work.principal.id),
    )
    store_copy(work, copy, attachment.content(ATTACHMENTS))
