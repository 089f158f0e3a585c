"""How inboxes are read."""

from onetick.kernel.ids import PrincipalId
from onetick.kernel.patterns import Pattern
from onetick.kernel.work import Work

from .model import Inbox, Notification, PendingDigest, Preferences, TimetableEntry

NEWEST_FIRST = Pattern(
    "A person's inbox, newest first",
    Notification,
    pk="{org_id}#wsp#{workspace_id}#inbox#{user_id}",
    prefix="ntf#",
    ascending=False,
)
TIMETABLE = Pattern(
    "What a timetable has, in the order of time",
    TimetableEntry,
    pk="timetable#{purpose}#{shard}",
)


def inbox_of(work: Work, user_id: PrincipalId) -> Inbox:
    """A person's inbox, empty when nothing ever came."""
    assert work.org_id is not None and work.workspace_id is not None
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": user_id}
    empty = Inbox(org_id=work.org_id, workspace_id=work.workspace_id, user_id=user_id, complete=True)
    return work.find(Inbox, Inbox.key(**place)) or empty


def preferences_of(work: Work, user_id: PrincipalId) -> Preferences:
    """A person's preferences, the defaults when they never chose."""
    assert work.org_id is not None and work.workspace_id is not None
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": user_id}
    default = Preferences(org_id=work.org_id, workspace_id=work.workspace_id, user_id=user_id)
    return work.find(Preferences, Preferences.key(**place)) or default


def digest_of(work: Work, user_id: PrincipalId) -> PendingDigest | None:
    """What a person's next mail will say, if anything."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": user_id}
    return work.find(PendingDigest, PendingDigest.key(**place))
