"""GET W/notifications"""

from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.notifications import list_notifications as use_case
from onetick.notifications.schemas import InboxFilter, NotificationView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/notifications",
    can=Self("It shows only the caller's own inbox."),
    endpoint="B",
)
def handler(work: Work, query: InboxFilter, paging: Paging) -> Page[NotificationView]:
    """List your notifications.

    Newest first. What you did yourself is never among them. Notifications are kept for 90 days.
    """
    return use_case.list_notifications(work, query.state, paging)
