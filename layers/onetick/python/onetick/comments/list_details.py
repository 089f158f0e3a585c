"""List what a comment said before, and who reacted to it."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .model import Comment, CommentEdit, CommentReaction
from .rendering import require_readable
from .store import EDITS, REACTIONS


def list_edits(work: Work, comment: Comment, paging: Paging) -> Page[CommentEdit]:
    """One page of its earlier texts, latest first. Raises Gone, looking back, when it was deleted since."""
    require_readable(work, comment)
    return work.page(EDITS.of(org_id=comment.org_id, comment_id=comment.id), paging)


def list_reactions(work: Work, comment: Comment, paging: Paging) -> Page[CommentReaction]:
    """One page of who reacted to it, emoji by emoji. Raises Gone as for its texts."""
    require_readable(work, comment)
    return work.page(REACTIONS.of(org_id=comment.org_id, comment_id=comment.id), paging)
