"""GET W/notification-preferences"""

from onetick.kernel.entry import Self, route
from onetick.kernel.work import Work
from onetick.notifications.schemas import PreferencesView
from onetick.notifications.store import preferences_of


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/notification-preferences",
    can=Self("It shows only the caller's own preferences."),
    endpoint="A",
)
def handler(work: Work) -> PreferencesView:
    """Read what you are told.

    Every reason is spelt out; `version` is 0 until you chose something.
    """
    return PreferencesView.of(preferences_of(work, work.principal.id))
