"""What the API shows of an inbox, and takes for it."""

from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from onetick.kernel.fields import Body, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern

from .model import REASONS, Channels, Digest, Inbox, Notification, PendingDigest, Preferences, Reason

MAX_MARKED = 25

NotificationId = Annotated[str, StringConstraints(pattern=id_pattern("ntf"))]


class NotificationView(View):
    """One thing that concerns you."""

    id: str = Field(examples=["ntf_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    reason: Reason
    event_type: str = Field(examples=["onetick.task.mentioned.v1"])
    task_id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    task_key: str = Field(examples=["LAU-12"])
    task_title: str = Field(examples=["Write the announcement"])
    actor_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    actor_name: str = Field(examples=["Ann"])
    excerpt: str = Field(examples=["Can you look at this?"])
    created_at: Timestamp
    read: bool

    @classmethod
    def of(cls, notification: Notification, inbox: Inbox | None = None) -> "NotificationView":
        """The view; what the whole inbox was marked read through counts as read."""
        return cls(
            id=notification.id,
            reason=notification.reason,
            event_type=notification.event_type,
            task_id=notification.task_id,
            task_key=notification.task_key,
            task_title=notification.task_title,
            actor_id=notification.actor_id,
            actor_name=notification.actor_name,
            excerpt=notification.excerpt,
            created_at=notification.created_at,
            read=notification.is_read(inbox.read_through if inbox else ""),
        )


class InboxView(View):
    """How much is unread."""

    unread: int = Field(examples=[3])
    read_through: str = Field(description="Everything up to this notification counts as read.")
    version: int

    @classmethod
    def of(cls, inbox: Inbox) -> "InboxView":
        """The view."""
        return cls(unread=inbox.unread, read_through=inbox.read_through, version=inbox.version)


class InboxFilter(QueryParameters):
    """Which notifications to list."""

    state: Literal["all", "unread"] = Field("all", description="`unread` leaves out what was read.")


class Marking(Body):
    """Mark some notifications, or everything up to one of them."""

    ids: tuple[NotificationId, ...] = Field((), max_length=MAX_MARKED, strict=False)
    through: NotificationId | None = Field(
        None, description="Everything up to this one becomes read.", examples=["ntf_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]
    )
    read: bool = Field(True, description="Whether `ids` become read or unread.")

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if bool(self.ids) == bool(self.through):
            raise ValueError("give either ids or through")
        return self


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be an IANA time zone such as Europe/Berlin")
    return name


class ChannelChoice(Body):
    """Where one reason is told."""

    inbox: bool = True
    mail: bool = True


class PreferencesBody(Body):
    """What you want to be told. A reason that is not named is told everywhere."""

    channels: dict[Reason, ChannelChoice] = Field(
        default_factory=dict, examples=[{"commented": {"inbox": True, "mail": False}}]
    )
    digest: Digest = Field("daily", description="How often the mail digest comes.")
    digest_hour: int = Field(8, ge=0, le=23, description="The hour of the daily digest, in your time zone.")
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field("UTC", examples=["Europe/Berlin"])


class ChannelsView(View):
    """Where one reason is told."""

    inbox: bool
    mail: bool

    @classmethod
    def of(cls, channels: Channels) -> "ChannelsView":
        """The view."""
        return cls(inbox=channels.inbox, mail=channels.mail)


class PreferencesView(View):
    """What you are told, reason by reason."""

    channels: dict[Reason, ChannelsView]
    digest: Digest
    digest_hour: int
    timezone: str
    version: int = Field(description="0 until you changed something.")

    @classmethod
    def of(cls, preferences: Preferences) -> "PreferencesView":
        """The view, with every reason spelt out."""
        return cls(
            channels={reason: ChannelsView.of(preferences.wants(reason)) for reason in REASONS},
            digest=preferences.digest,
            digest_hour=preferences.digest_hour,
            timezone=preferences.timezone,
            version=preferences.version,
        )


class DigestView(View):
    """A mail digest that was planned or sent: how many notifications it was about, and to whom."""

    user_id: str
    count: int
    due_at: Timestamp

    @classmethod
    def of(cls, digest: PendingDigest) -> "DigestView":
        """The view."""
        return cls(user_id=digest.user_id, count=digest.count, due_at=digest.due_at)
