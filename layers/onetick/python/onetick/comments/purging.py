"""What a comment leaves: its copy, what it said before, and who reacted to it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from onetick.kernel.entity import Entity
from onetick.kernel.purging import Bin, Place, events_of, leaves
from onetick.kernel.table import Key, TableName
from onetick.kernel.work import Work

from .events import COMMENT_DELETED, COMMENT_RESTORED
from .model import Comment, FrontComment
from .writing import write


def _copies(comment: Comment) -> Iterator[Entity]:
    yield FrontComment(org_id=comment.org_id, task_id=comment.task_id, id=comment.id, comment=comment)


def _own_places(comment: Comment, *, past: bool) -> list[Place]:
    """Where it is with its copy, and what was told of it."""
    copy = Place(f"{comment.org_id}#cmt#{comment.id}", prefix="comment", past=past)
    edits = Place(f"{comment.org_id}#cmt#{comment.id}", prefix="edit#")
    own = Place(comment.own_key.pk, prefix=comment.place, exact=True, past=past)
    return [own, copy, edits, events_of(comment.org_id, comment.id)]


def _remain(work: Work, comment: Comment) -> list[Place] | None:
    """Others replied to it: it stays where they did, and says nothing."""
    if comment.reply_count == 0:
        return None
    write(work, replace(comment, body_md="", mentions=(), reactions=()))
    return _own_places(comment, past=True)


COMMENTS = Bin(
    "comment",
    Comment,
    deleted=[COMMENT_DELETED],
    restored=[COMMENT_RESTORED],
    key=lambda at: Key(TableName.TENANT, f"{at.org_id}#tsk#{at.resource['task_id']}", _place(at.resource, at.id)),
    remain=_remain,
    says=lambda comment: comment.body_md,
)


def _place(resource: Mapping[str, Any], id: str) -> str:
    parent_id = resource.get("parent_id")
    return f"comment#{id}" if parent_id is None else f"answer#{parent_id}#{id}"


leaves(Comment, copies=_copies, places=lambda comment: [Place(f"{comment.org_id}#cmt#{comment.id}")])
