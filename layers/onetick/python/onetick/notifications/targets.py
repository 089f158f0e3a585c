"""What of an inbox a request needs before anything else: read together with the caller's grants."""

from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target

from .model import Inbox, Notification, Preferences
from .store import inbox_of, preferences_of


def _place(at: Arrival) -> dict[str, object]:
    return {"org_id": at.org, "workspace_id": at.workspace, "user_id": at.principal.id}


def _marked(at: Arrival) -> list[Key]:
    """The inbox, and the notifications that the body names."""
    return [Inbox.key(**_place(at)), *(Notification.key(**_place(at), id=name) for name in at.body.ids)]


inbox_of_caller = Target(
    "inbox", Inbox, lambda at: [Inbox.key(**_place(at))], find=lambda work, at: inbox_of(work, at.principal.id)
)
inbox_to_mark = Target("inbox", Inbox, _marked, find=lambda work, at: inbox_of(work, at.principal.id))
preferences_of_caller = Target(
    "preferences",
    Preferences,
    lambda at: [Preferences.key(**_place(at))],
    find=lambda work, at: preferences_of(work, at.principal.id),
)
