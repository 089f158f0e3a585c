"""What can happen to a tag."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Tag
from .schemas import TagView


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The tag that its tasks have instead."""

    into_id: str


TAG_CREATED = EventType("tag.created", Tag, TagView.of)
TAG_UPDATED = EventType("tag.updated", Tag, TagView.of)
TAG_ARCHIVED = EventType("tag.archived", Tag, TagView.of)
TAG_UNARCHIVED = EventType("tag.unarchived", Tag, TagView.of)
TAG_DELETED = EventType("tag.deleted", Tag, TagView.of)
TAG_RESTORED = EventType("tag.restored", Tag, TagView.of)
TAG_MERGED = EventType("tag.merged", Tag, TagView.of, context=Merged)
