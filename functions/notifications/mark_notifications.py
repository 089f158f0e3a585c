"""POST W/notifications/mark"""

from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.notifications import mark_notifications as use_case
from onetick.notifications.events import INBOX_MARKED
from onetick.notifications.model import Inbox
from onetick.notifications.schemas import InboxView, Marking
from onetick.notifications.targets import inbox_to_mark


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/notifications/mark",
    can=Self("It changes only the caller's own inbox."),
    endpoint="C",
    on=inbox_to_mark,
    emits=[INBOX_MARKED],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, inbox: Inbox, body: Marking) -> InboxView:
    """Mark notifications read or unread.

    Name up to 25 of them, or `through` for everything up to one: that takes one write however many there are.
    """
    return InboxView.of(use_case.mark_notifications(work, inbox, body))
