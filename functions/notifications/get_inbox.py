"""GET W/notifications/summary"""

from onetick.kernel.entry import Self, route
from onetick.kernel.work import Work
from onetick.notifications.schemas import InboxView
from onetick.notifications.store import inbox_of


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/notifications/summary",
    can=Self("It shows only the caller's own inbox."),
    endpoint="A",
)
def handler(work: Work) -> InboxView:
    """Count your unread notifications.

    Cheap enough to ask often; send `If-None-Match` and nothing is transferred until it changes.
    """
    return InboxView.of(inbox_of(work, work.principal.id))
