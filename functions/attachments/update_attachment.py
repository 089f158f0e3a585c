"""The route updateAttachment."""

from onetick.attachments.events import ATTACHMENT_RENAMED
from onetick.attachments.model import Attachment
from onetick.attachments.rename_attachment import rename_attachment
from onetick.attachments.schemas import AttachmentChanges, AttachmentView
from onetick.attachments.targets import attachment_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/attachments/{attachment_id}",
    can="attachment:delete",
    endpoint="C",
    on=attachment_of_path,
    emits=[ATTACHMENT_RENAMED],
    problems=[Conflict, Gone, Unprocessable],
)
def handler(work: Work, attachment: Attachment, body: AttachmentChanges) -> AttachmentView:
    """Rename an attachment.

    Whoever may delete it may: editors their own, admins any. The name is made safe, as when it was attached.
    """
    return AttachmentView.of(rename_attachment(work, attachment, body.name))
