"""A comment and its copy under the id alone change together, in one transaction."""

from dataclasses import replace

from onetick.kernel.work import Work

from .model import Comment, CommentById


def write(work: Work, comment: Comment) -> Comment:
    """Store a comment, new or changed, and its copy; the comment as stored."""
    copy = CommentById(org_id=comment.org_id, id=comment.id, comment=comment)
    held = work.find(CommentById, copy.own_key) if comment.version else None
    if held is not None:
        work.contained(held, held.comment)
    stored = work.put(comment)
    work.put(replace(copy, comment=stored, version=held.version if held else 0))
    return stored
