"""A comment and its copy under the id alone change together, in one transaction."""

from onetick.kernel.work import Work

from .model import Comment, CommentById


def write(work: Work, comment: Comment) -> Comment:
    """Store a comment, new or changed, and its copy; the comment as stored."""
    stored = work.put(comment)
    work.replace(CommentById(org_id=stored.org_id, id=stored.id, comment=stored))
    return stored
