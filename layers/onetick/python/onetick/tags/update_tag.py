"""Change a tag, put it aside, and take it back."""

from dataclasses import replace

from onetick.kernel.work import Work

from .create_tag import claim
from .events import TAG_ARCHIVED, TAG_UNARCHIVED, TAG_UPDATED
from .model import Tag, TagName
from .schemas import TagChanges


def update_tag(work: Work, tag: Tag, changes: TagChanges) -> Tag:
    """The tag with another name or colour. Raises Conflict when another has the name."""
    after = replace(tag, **changes.given)
    if after == tag:
        return tag
    stored = rewrite(work, tag, after)
    work.emit(TAG_UPDATED, stored, before=tag)
    return stored


def rewrite(work: Work, tag: Tag, after: Tag) -> Tag:
    """Store a changed tag, under its new name where it has one. Raises Conflict when another has that."""
    stored = work.save(replace(after, updated_at=work.now))
    if stored.claim.own_key != tag.claim.own_key:
        work.discard(TagName, tag.claim.own_key)
        claim(work, stored)
    return stored


def archive_tag(work: Work, tag: Tag) -> Tag:
    """The tag, which stays with its tasks and is given to no other. Nothing when it is so already."""
    if tag.archived_at is not None:
        return tag
    stored = work.save(replace(tag, archived_at=work.now, updated_at=work.now))
    work.emit(TAG_ARCHIVED, stored, before=tag)
    return stored


def unarchive_tag(work: Work, tag: Tag) -> Tag:
    """The tag as it was. Nothing when it is not archived."""
    if tag.archived_at is None:
        return tag
    stored = work.save(replace(tag, archived_at=None, updated_at=work.now))
    work.emit(TAG_UNARCHIVED, stored, before=tag)
    return stored
