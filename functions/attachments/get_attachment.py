"""The route getAttachment."""

from onetick.attachments.model import ATTACHMENTS, THUMBNAILS, UPLOADS, Attachment
from onetick.attachments.opening import opened
from onetick.attachments.schemas import DownloadOptions, OpenAttachmentView
from onetick.attachments.targets import attachment_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/attachments/{attachment_id}",
    can="attachment:view",
    endpoint="A",
    on=attachment_of_path,
    problems=[Gone],
    grants=[grants.read_objects(ATTACHMENTS), grants.read_objects(THUMBNAILS), grants.store_objects(UPLOADS)],
)
def handler(work: Work, attachment: Attachment, query: DownloadOptions) -> OpenAttachmentView:
    """Get an attachment.

    When it is ready, with an address that opens it for a minute; ask again for the next. With
    `inline=true` a browser shows it, if it is of a type that runs nothing. While it is pending, whoever
    attaches it gets another address to send it to.
    """
    return opened(work, attachment, inline=query.inline)
