"""The route restoreAttachment."""

from onetick.attachments.delete_attachment import restore_attachment
from onetick.attachments.events import ATTACHMENT_RESTORED
from onetick.attachments.model import THUMBNAILS, Attachment
from onetick.attachments.opening import listed
from onetick.attachments.schemas import ListedAttachmentView
from onetick.attachments.targets import attachment_in_trash
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/attachments/{attachment_id}/restore",
    can="attachment:delete",
    endpoint="C",
    on=attachment_in_trash,
    emits=[ATTACHMENT_RESTORED],
    problems=[Conflict, Gone],
    grants=[grants.read_objects(THUMBNAILS)],
)
def handler(work: Work, attachment: Attachment) -> ListedAttachmentView:
    """Restore an attachment.

    It comes back from the trash as it was.
    """
    return listed(work, restore_attachment(work, attachment))
