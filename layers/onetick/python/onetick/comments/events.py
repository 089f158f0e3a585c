"""What can happen to a comment."""

from collections.abc import Sequence
from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Comment
from .schemas import CommentView


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What it says, and who is mentioned in it for the first time."""

    body_md: str
    mentions: Sequence[str]


COMMENT_CREATED = EventType("comment.created", Comment, CommentView.of, context=Written)
COMMENT_UPDATED = EventType("comment.updated", Comment, CommentView.of, context=Written)
COMMENT_DELETED = EventType("comment.deleted", Comment, CommentView.of)
COMMENT_RESTORED = EventType("comment.restored", Comment, CommentView.of)
