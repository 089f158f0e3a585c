"""List what a comment said before, and who reacted to it."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .model import Comment, CommentEdit, CommentReaction
from .store import EDITS, REACTIONS


def list_edits(work: Work, comment: Comment, paging: Paging) -> Page[CommentEdit]:
    """One page of its earlier texts, latest first."""
    return work.page(EDITS.of(org_id=comment.org_id, comment_id=comment.id), paging)


def list_reactions(work: Work, comment: Comment, paging: Paging) -> Page[CommentReaction]:
    """One page of who reacted to it, emoji by emoji."""
    return work.page(REACTIONS.of(org_id=comment.org_id, comment_id=comment.id), paging)
