"""GET W/notifications"""

from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.notifications import list_notifications as use_case
from onetick.notifications.model import Inbox
from onetick.notifications.schemas import InboxFilter, NotificationView
from onetick.notifications.targets import inbox_of_caller


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/notifications",
    can=Self("It shows only the caller's own inbox."),
    endpoint="B",
    on=inbox_of_caller,
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, inbox: Inbox, query: InboxFilter, paging: Paging) -> Page[NotificationView]:
    """List your notifications.

    Newest first. What you did yourself is never among them. Notifications are kept for 90 days.
    """
    return use_case.list_notifications(work, inbox, query.state, paging)
