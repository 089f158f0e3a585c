"""The consumer that makes pictures of images."""

from onetick.attachments.events import ATTACHMENT_PICTURED, ATTACHMENT_READY
from onetick.attachments.make_thumbnail import make_thumbnail
from onetick.attachments.model import ATTACHMENTS, THUMBNAILS
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work


@on_event(
    "thumbnails",
    [ATTACHMENT_READY],
    emits=[ATTACHMENT_PICTURED],
    grants=[grants.read_objects(ATTACHMENTS), grants.store_objects(THUMBNAILS)],
    layers=["imaging"],
    memory=2048,
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Make a thumbnail of each image that can be opened."""
    make_thumbnail(work, occurrence)
