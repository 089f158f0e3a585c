"""Read an inbox."""

from typing import Literal

from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .model import Inbox
from .schemas import NotificationView
from .store import NEWEST_FIRST


def list_notifications(
    work: Work, inbox: Inbox, state: Literal["all", "unread"], paging: Paging
) -> Page[NotificationView]:
    """The caller's notifications in the workspace, newest first."""
    asked = NEWEST_FIRST.of(org_id=work.org_id, workspace_id=work.workspace_id, user_id=work.principal.id)
    page = work.page(asked, paging, keep=lambda one: state == "all" or not one.is_read(inbox.read_through))
    return Page([NotificationView.of(one, inbox) for one in page.data], page.next_cursor)
