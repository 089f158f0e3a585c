"""Store a comment that was written somewhere else, as it was there."""

from collections.abc import Iterable

from onetick.kernel.ids import OrgId
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .model import Comment, CommentById, CommentEdit
from .writing import write_quietly


def restore_archived(work: Work, comment: Comment, edits: Iterable[CommentEdit] = ()) -> bool:
    """Store it with what it said before, unless it is there already; nobody is told. Whether it was stored."""
    if work.find(CommentById, comment_key(comment.org_id, comment.id)) is not None:
        return False
    write_quietly(work, comment)
    for edit in edits:
        work.create(edit)
    return True


def comment_key(org_id: OrgId | None, comment_id: str) -> Key:
    """Where it is found by its id."""
    return CommentById.key(org_id=org_id, id=comment_id)
