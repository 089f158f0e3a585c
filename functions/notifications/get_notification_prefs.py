"""GET W/notification-preferences"""

from onetick.kernel.entry import Self, route
from onetick.notifications.model import Preferences
from onetick.notifications.schemas import PreferencesView
from onetick.notifications.targets import preferences_of_caller


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/notification-preferences",
    can=Self("It shows only the caller's own preferences."),
    endpoint="A",
    on=preferences_of_caller,
)
def handler(preferences: Preferences) -> PreferencesView:
    """Read what you are told.

    Every reason is spelt out; `version` is 0 until you chose something.
    """
    return PreferencesView.of(preferences)
