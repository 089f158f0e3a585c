"""GET W/notifications/summary"""

from onetick.kernel.entry import Self, route
from onetick.notifications.model import Inbox
from onetick.notifications.schemas import InboxView
from onetick.notifications.targets import inbox_of_caller


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/notifications/summary",
    can=Self("It shows only the caller's own inbox."),
    endpoint="A",
    on=inbox_of_caller,
)
def handler(inbox: Inbox) -> InboxView:
    """Count your unread notifications.

    Cheap enough to ask often; send `If-None-Match` and nothing is transferred until it changes.
    """
    return InboxView.of(inbox)
