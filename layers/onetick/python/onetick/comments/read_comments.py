"""Read the comments of a task as they are, and what hangs on them, for what takes them somewhere else."""

from collections.abc import Sequence

from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .model import Comment, CommentEdit, CommentReaction
from .store import COMMENTS, EDITS, REACTIONS, REPLIES


def read_comments(work: Work, task: Task, *, limit: int, heads: bool = False) -> Sequence[Comment]:
    """The comments of a task that were not taken back, each with its replies behind it; at most `limit`.

    With `heads` also those that were taken back while others had replied to them.
    """
    place = {"org_id": task.org_id, "task_id": task.id}
    found: list[Comment] = []
    for comment in work.some(COMMENTS.of(**place), limit=limit):
        found.append(comment)
        if comment.reply_count:
            found += work.some(REPLIES.of(**place, comment_id=comment.id), limit=limit)
    return [one for one in found if one.deleted_at is None or (heads and one.reply_count > 0)][:limit]


def read_edits(work: Work, comment: Comment, *, limit: int) -> Sequence[CommentEdit]:
    """What a comment said before, the latest `limit` of its texts, oldest first."""
    if comment.edit_count == 0:
        return ()
    return work.some(EDITS.of(org_id=comment.org_id, comment_id=comment.id), limit=limit)[::-1]


def read_reactions(work: Work, comment: Comment, *, limit: int) -> Sequence[CommentReaction]:
    """Who reacted to a comment, at most `limit` of them, in the order in which they did."""
    if not comment.reactions:
        return ()
    found = work.some(REACTIONS.of(org_id=comment.org_id, comment_id=comment.id), limit=limit)
    return sorted(found, key=lambda one: (one.created_at, one.reaction, one.user_id))
