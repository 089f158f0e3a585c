"""What happens to an inbox."""

from onetick.kernel.events import EventType

from .model import Inbox, Notification, PendingDigest, Preferences
from .schemas import DigestView, InboxView, NotificationView, PreferencesView

NOTIFICATION_CREATED = EventType("notification.created", Notification, NotificationView.of)
INBOX_MARKED = EventType("inbox.marked", Inbox, InboxView.of)
PREFERENCES_CHANGED = EventType("notification_preferences.changed", Preferences, PreferencesView.of)
DIGEST_SENT = EventType("digest.sent", PendingDigest, DigestView.of)
