"""What is stored for a person's inbox: all of it in one partition, so that the inbox is one query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, get_args

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.keys import fingerprint
from onetick.kernel.recording import rfc3339
from onetick.kernel.table import Index, TableName

Reason = Literal[
    "mentioned",
    "reminded",
    "approval_requested",
    "approval_decided",
    "assigned",
    "replied",
    "commented",
    "status_changed",
    "unblocked",
    "due_approaching",
    "overdue",
    "reacted",
]
REASONS: tuple[Reason, ...] = get_args(Reason)
"""Why somebody is told, the most personal reason first: the first that applies is the one they see."""

Digest = Literal["off", "hourly", "daily"]

KEEP_DAYS = 90
MAX_DIGEST_LINES = 20
MAX_WAITING = 20
"""So many unread ones an inbox names: it stays below the kilobyte that each write of it is paid by."""

Purpose = Literal["due_approaching", "overdue", "digest", "recurrence", "approval", "purge", "scan", "reminder"]
SHARDS = 8

_PARTITION = "{org_id}#wsp#{workspace_id}#inbox#{user_id}"


@entity(
    "notification",
    pk=_PARTITION,
    sk="ntf#{id}",
    index={Index.GSI1: ("{org_id}#tsk#{task_id}#notifications", "{id}")},
    forgets="What somebody has read is their own affair.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Notification(Entity):
    """One thing that concerns one person. `expires` is in Unix seconds, 90 days after it was made."""

    org_id: OrgId
    workspace_id: WorkspaceId
    user_id: PrincipalId
    id: str
    reason: Reason
    event_type: str
    task_id: str
    task_key: str
    task_title: str
    actor_id: PrincipalId
    actor_name: str
    excerpt: str = ""
    created_at: datetime
    read_at: datetime | None = None
    reopened: bool = False
    expires: int

    def is_read(self, read_through: str) -> bool:
        """Whether it counts as read: by itself, or because the inbox was marked up to it and it was not reopened."""
        return self.read_at is not None or (self.id <= read_through and not self.reopened)


@entity("inbox", pk=_PARTITION, sk="inbox", forgets="What somebody has read is their own affair.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox(Entity):
    """The state of an inbox. Everything up to the id `read_through` counts as read; `unread` counts the rest.

    `waiting` are the newest ids behind it that are unread, oldest first, and none between them is left
    out; `complete` when they are all. So it is known how many are left when more is marked.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    user_id: PrincipalId
    unread: int = 0
    read_through: str = ""
    waiting: tuple[str, ...] = ()
    complete: bool = False

    def told(self, id: str) -> "Inbox":
        """With one more that is new."""
        fits = not self.waiting or self._reaches(id)
        return self._waiting({*self.waiting, id} if fits else self.waiting, unread=self.unread + 1)

    def marked(self, ids: Collection[str], *, read: bool, change: int) -> "Inbox":
        """With these read or unread, which changed the number of unread ones."""
        left = {one for one in self.waiting if one not in ids}
        if not read:
            left |= {one for one in ids if one > self.read_through and self._reaches(one)}
        return self._waiting(left, unread=max(0, self.unread + change))

    def through(self, id: str) -> "Inbox | None":
        """With everything up to one read; None where it cannot tell how many are behind that."""
        reached = max(self.read_through, id)
        if not self._reaches(reached):
            return None
        left = tuple(one for one in self.waiting if one > reached)
        return replace(self, read_through=reached, waiting=left, complete=True, unread=len(left))

    def _reaches(self, id: str) -> bool:
        """Whether all that are unread from this one on are known."""
        return self.complete or (bool(self.waiting) and self.waiting[0] <= id)

    def _waiting(self, ids: Collection[str], *, unread: int) -> "Inbox":
        newest = tuple(sorted(ids))[-MAX_WAITING:]
        return replace(self, waiting=newest, complete=self.complete and len(newest) == len(ids), unread=unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """Where one reason is told."""

    inbox: bool = True
    mail: bool = True


@entity("notification_preferences", pk=_PARTITION, sk="preferences", forgets="They are somebody's own affair.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences(Entity):
    """What a person wants to be told, and when the mail digest comes: `digest_hour` is in their `timezone`."""

    org_id: OrgId
    workspace_id: WorkspaceId
    user_id: PrincipalId
    channels: Mapping[Reason, Channels] = field(default_factory=dict)
    digest: Digest = "daily"
    digest_hour: int = 8
    timezone: str = "UTC"

    def wants(self, reason: Reason) -> Channels:
        """The channels of a reason; everything is told unless it was turned off, but for a reaction no mail comes."""
        return self.channels.get(reason, Channels(mail=reason != "reacted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One line of a digest."""

    reason: Reason
    task_key: str
    task_title: str
    actor_name: str


@entity("digest", pk=_PARTITION, sk="digest", forgets="It is only a mail that was not sent yet.")
@dataclass(frozen=True, slots=True, kw_only=True)
class PendingDigest(Entity):
    """What the next mail to a person will say: the newest lines, and how many there were in all."""

    org_id: OrgId
    workspace_id: WorkspaceId
    user_id: PrincipalId
    due_at: datetime
    lines: tuple[DigestLine, ...] = ()
    count: int = 0


@entity("timetable", table=TableName.GLOBAL, pk="timetable#{purpose}#{shard}", sk="{moment}#{org_id}#{name}")
@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableEntry(Entity):
    """Something to look at when its time comes, such as a task that will be due.

    It is a hint, not a fact: whoever acts on it looks at the tenant's own state first, and takes it
    out. `at` is when; `name` tells entries of a tenant apart; `subject` is what to look at.
    """

    purpose: Purpose
    org_id: OrgId
    workspace_id: WorkspaceId
    name: str
    subject: str
    at: datetime

    @property
    def moment(self) -> str:
        """The time as it sorts."""
        return rfc3339(self.at)

    @property
    def shard(self) -> int:
        """Which of the timetable's partitions: they share the load of writing."""
        return int(fingerprint(self.org_id, self.name)[:4], 16) % SHARDS


@entity(
    "due_announcement",
    pk="{org_id}#tsk#{task_id}",
    sk="announced#{purpose}#{due}",
    forgets="It only says that something happened.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DueAnnouncement(Entity):
    """That a due date of a task was announced: each is announced once."""

    org_id: OrgId
    task_id: str
    purpose: str
    due: str
    expires: int
