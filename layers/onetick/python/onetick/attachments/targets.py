"""How routes find attachments by their id alone, and what is to be attached."""

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work
from onetick.tasks.belongings import draft_target, thing_target
from onetick.tasks.model import Task

from .model import Attachment, AttachmentById
from .storage import storage_keys


def find_attachment(work: Work, id: str) -> Attachment | None:
    """The attachment with this id, unless nothing arrived for it in time."""
    found = work.find(AttachmentById, AttachmentById.key(org_id=work.org_id, id=id))
    return None if found is None or found.attachment.has_lapsed(work.now) else found.attachment


def _draft(work: Work, at: Arrival, task: Task) -> Attachment:
    body = at.body
    return Attachment(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        id=new_id("att"),
        name="",
        original_name=body.name,
        content_type=body.content_type,
        size=body.size,
        sha256=body.sha256,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
    )


def _key(at: Arrival, id: str) -> Key:
    return AttachmentById.key(org_id=at.org, id=id)


def _by_id(work: Work, at: Arrival, id: str) -> Attachment | None:
    return find_attachment(work, id)


attachment_of_body = draft_target(Attachment, _draft, more=storage_keys)
"""The attachment to make."""
attachment_of_path = thing_target("attachment", Attachment, "att", _by_id, _key)
attachment_in_trash = thing_target("attachment", Attachment, "att", _by_id, _key, trashed=True)
