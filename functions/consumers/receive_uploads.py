"""The consumer that takes in what people send."""

from onetick.attachments.events import ATTACHMENT_READY, ATTACHMENT_REJECTED, ATTACHMENT_UPLOADED
from onetick.attachments.model import ATTACHMENTS, UPLOADS
from onetick.attachments.receive_upload import receive_upload
from onetick.kernel import grants
from onetick.kernel.delivery.receiving import Notice
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_file
from onetick.kernel.work import Work


@on_file(
    "uploads",
    UPLOADS,
    emits=[ATTACHMENT_UPLOADED, ATTACHMENT_READY, ATTACHMENT_REJECTED],
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[
        grants.read_objects(UPLOADS),
        grants.remove_objects(UPLOADS),
        grants.store_objects(ATTACHMENTS),
        grants.store(TableName.GLOBAL),
    ],
    memory=1024,
)
def handler(work: Work, notice: Notice) -> None:
    """Hold a file to what was announced, and heed what was found in it."""
    receive_upload(work, notice)
