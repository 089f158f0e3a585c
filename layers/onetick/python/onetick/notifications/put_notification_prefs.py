"""Choose what to be told."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import PREFERENCES_CHANGED
from .model import Channels, Preferences
from .schemas import PreferencesBody


def put_notification_prefs(work: Work, before: Preferences, body: PreferencesBody) -> Preferences:
    """Replace the caller's preferences in the workspace."""
    chosen = replace(
        before,
        channels={reason: Channels(inbox=one.inbox, mail=one.mail) for reason, one in body.channels.items()},
        digest=body.digest,
        digest_hour=body.digest_hour,
        timezone=body.timezone,
    )
    stored = work.put(chosen)
    work.emit(PREFERENCES_CHANGED, stored, before=before if before.version else None)
    return stored
