"""PUT W/notification-preferences"""

from onetick.kernel.entry import Self, route
from onetick.kernel.work import Work
from onetick.notifications import put_notification_prefs as use_case
from onetick.notifications.events import PREFERENCES_CHANGED
from onetick.notifications.model import Preferences
from onetick.notifications.schemas import PreferencesBody, PreferencesView
from onetick.notifications.targets import preferences_of_caller


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/notification-preferences",
    can=Self("It changes only the caller's own preferences."),
    endpoint="C",
    on=preferences_of_caller,
    emits=[PREFERENCES_CHANGED],
)
def handler(work: Work, preferences: Preferences, body: PreferencesBody) -> PreferencesView:
    """Choose what you are told.

    Replaces all preferences. A reason that is left out is told everywhere.
    """
    return PreferencesView.of(use_case.put_notification_prefs(work, preferences, body))
