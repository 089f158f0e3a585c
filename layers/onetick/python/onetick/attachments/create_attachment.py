"""Attach a file: make the record, and say how to send the content."""

from dataclasses import replace

from onetick.kernel.problems import Fault, PayloadTooLarge
from onetick.kernel.settings import settings
from onetick.kernel.work import Work
from onetick.tasks.belongings import task_of
from onetick.tasks.guesses import remember
from onetick.tasks.targets import require_open

from .events import ATTACHMENT_CREATED
from .model import UPLOAD_LASTS, Attachment
from .names import accepted_name
from .storage import require_room
from .writing import write


def create_attachment(work: Work, draft: Attachment) -> Attachment:
    """The attachment that `draft` describes, with nothing in it yet.

    Raises Conflict in an archived project, PayloadTooLarge for a file over the limit of the deployment,
    QuotaExceeded when the workspace has no room for it, Unprocessable for a file that does something when it is opened.
    """
    task = task_of(work, draft)
    require_open(work, *task.project_ids)
    limit = settings().attachment_bytes
    if draft.size > limit:
        fault = Fault("/size", "too_large", f"is over {limit:,} bytes")
        raise PayloadTooLarge(f"An attachment may have {limit:,} bytes at most.", errors=[fault])
    require_room(work, draft)
    name = accepted_name(draft.original_name)
    expires = int((work.now + UPLOAD_LASTS).timestamp())
    stored = write(work, replace(draft, name=name, expires=expires))
    work.emit(ATTACHMENT_CREATED, stored)
    others = task.other_project_ids
    remember(work.org_id, work.principal.id, stored.id, task.project_id, others=others, task_id=task.id)
    return stored
