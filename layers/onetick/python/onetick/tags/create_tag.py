"""Make a tag."""

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .events import TAG_CREATED
from .model import Tag, TagName
from .schemas import NewTag


def create_tag(work: Work, new: NewTag) -> Tag:
    """A new tag. Raises Conflict when another has the name."""
    assert work.org_id is not None and work.workspace_id is not None
    tag = Tag(
        org_id=work.org_id,
        workspace_id=work.workspace_id,
        id=new_id("tag"),
        name=new.name,
        color=new.color,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    stored = work.create(tag)
    claim(work, stored)
    work.emit(TAG_CREATED, stored)
    return stored


def claim(work: Work, tag: Tag) -> None:
    """Take the name of a tag. Raises Conflict when another has it."""
    work.create(tag.claim, otherwise=_taken(tag))


def require_free(work: Work, tag: Tag) -> None:
    """Raises Conflict when another tag has the name of this one, at once and not only when it is stored."""
    held = work.find(TagName, tag.claim.own_key)
    if held is not None and held.tag_id != tag.id:
        raise _taken(tag)


def _taken(tag: Tag) -> Conflict:
    return Conflict(f"There is a tag {tag.name} already.")
