"""The route createAttachment."""

from onetick.attachments.create_attachment import create_attachment
from onetick.attachments.events import ATTACHMENT_CREATED
from onetick.attachments.model import UPLOADS, Attachment
from onetick.attachments.opening import opened
from onetick.attachments.schemas import NewAttachment, OpenAttachmentView
from onetick.attachments.targets import attachment_of_body
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, PayloadTooLarge, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/attachments",
    can="attachment:create",
    endpoint="C",
    on=attachment_of_body,
    emits=[ATTACHMENT_CREATED],
    problems=[Conflict, Gone, PayloadTooLarge, QuotaExceeded, Unprocessable],
    grants=[grants.store_objects(UPLOADS)],
    status=201,
    secret_response=True,
)
def handler(work: Work, draft: Attachment, body: NewAttachment) -> OpenAttachmentView:
    """Attach a file to a task.

    Announce it, then send its content as `upload` says, within 15 minutes: exactly this size, type and
    SHA-256, nothing else is taken. The attachment is `scanning` then, and `ready` or `rejected` a moment
    later. Its name is made safe; the original is kept beside it. What nothing arrives for is forgotten
    after a day.
    """
    return opened(work, create_attachment(work, draft))
