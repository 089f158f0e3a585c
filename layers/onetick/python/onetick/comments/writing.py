"""A comment and its copy under the id alone change together, in one transaction."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import COMMENT_CREATED
from .model import Comment, CommentById, FrontComment


def write(work: Work, comment: Comment) -> Comment:
    """Store a comment, new or changed, and its copy; the comment as stored."""
    copy = CommentById(org_id=comment.org_id, id=comment.id, comment=comment)
    held = work.find(CommentById, copy.own_key) if comment.version else None
    if held is not None:
        work.contained(held, held.comment)
    stored = work.put(comment)
    work.put(replace(copy, comment=stored, version=held.version if held else 0))
    if stored.parent_id is None:
        _bring_to_front(work, stored)
    return stored


def write_quietly(work: Work, comment: Comment) -> None:
    """Store a comment that was written before, somewhere else: nobody is told of it."""
    stored = write(work, comment)
    work.emit(COMMENT_CREATED, stored, body_md=stored.body_md, mentions=stored.mentions, thread=(), quietly=True)


def _bring_to_front(work: Work, comment: Comment) -> None:
    """Keep the copy for the drawer current. That there are few of them, a consumer sees to afterwards."""
    front = FrontComment(org_id=comment.org_id, task_id=comment.task_id, id=comment.id, comment=comment)
    if comment.is_shown:
        work.replace(front)
    else:
        work.discard(FrontComment, front.own_key)
