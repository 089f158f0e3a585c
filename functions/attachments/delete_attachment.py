"""The route deleteAttachment."""

from onetick.attachments.delete_attachment import delete_attachment
from onetick.attachments.events import ATTACHMENT_DELETED
from onetick.attachments.model import Attachment
from onetick.attachments.targets import attachment_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/attachments/{attachment_id}",
    can="attachment:delete",
    endpoint="C",
    on=attachment_of_path,
    emits=[ATTACHMENT_DELETED],
    problems=[Conflict, Gone],
    grants=[grants.remove(TableName.TENANT)],
    status=204,
)
def handler(work: Work, attachment: Attachment) -> None:
    """Delete an attachment.

    Editors may delete their own, admins of the project and of the workspace any. It can be restored for
    30 days.
    """
    delete_attachment(work, attachment)
