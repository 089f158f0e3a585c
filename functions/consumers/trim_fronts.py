"""The consumer that keeps drawers short."""

from onetick.attachments.events import ATTACHMENT_RESTORED, ATTACHMENT_UPLOADED
from onetick.comments.events import (
    COMMENT_CREATED,
    COMMENT_REOPENED,
    COMMENT_REPLIED,
    COMMENT_RESOLVED,
    COMMENT_RESTORED,
    COMMENT_UPDATED,
    REACTION_ADDED,
    REACTION_REMOVED,
)
from onetick.drawer.trim_fronts import trim_fronts
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work


@on_event(
    "drawers",
    [
        ATTACHMENT_RESTORED,
        ATTACHMENT_UPLOADED,
        COMMENT_CREATED,
        COMMENT_REOPENED,
        COMMENT_REPLIED,
        COMMENT_RESOLVED,
        COMMENT_RESTORED,
        COMMENT_UPDATED,
        REACTION_ADDED,
        REACTION_REMOVED,
    ],
    derives=True,
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Keep only the latest comments and attachments in the drawer of a task."""
    trim_fronts(work, occurrence)
