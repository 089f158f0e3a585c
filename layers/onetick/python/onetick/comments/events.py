"""What can happen to a comment."""

from collections.abc import Sequence
from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Comment
from .schemas import CommentView


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """What it says, who is mentioned in it, and who wrote in the thread that it is a reply in.

    One that was brought in `quietly`, from where it was written before, is news to nobody.
    """

    body_md: str
    mentions: Sequence[str]
    thread: Sequence[str]
    quietly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What it says, and who is mentioned in it for the first time."""

    body_md: str
    mentions: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """Which reply."""

    reply_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """With what, and who."""

    emoji: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Reacted):
    """One that was brought in `quietly`, from where it was given before, is news to nobody."""

    quietly: bool = False


COMMENT_CREATED = EventType("comment.created", Comment, CommentView.of, context=Created)
COMMENT_UPDATED = EventType("comment.updated", Comment, CommentView.of, context=Written)
COMMENT_DELETED = EventType("comment.deleted", Comment, CommentView.of)
COMMENT_RESTORED = EventType("comment.restored", Comment, CommentView.of)
COMMENT_RESOLVED = EventType("comment.resolved", Comment, CommentView.of)
COMMENT_REOPENED = EventType("comment.reopened", Comment, CommentView.of)
COMMENT_REPLIED = EventType("comment.replied", Comment, CommentView.of, context=Replied)
"""Its thread has one reply more; the reply itself has an event of its own."""
COMMENT_UNREPLIED = EventType("comment.unreplied", Comment, CommentView.of, context=Replied)
"""Its thread has one reply less."""
REACTION_ADDED = EventType("reaction.added", Comment, CommentView.of, context=Given)
REACTION_REMOVED = EventType("reaction.removed", Comment, CommentView.of, context=Reacted)
