"""Store what people reacted with somewhere else, as they did there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .events import REACTION_ADDED
from .model import MAX_OWN_REACTIONS, Comment, CommentById, CommentReaction, OwnReactions
from .react import counted_in
from .restore_archived import comment_key
from .writing import write


def restore_reactions(work: Work, task_id: str, given: Sequence[CommentReaction]) -> int:
    """Store these reactions to one comment of a task, those that are not there; nobody is told. How many were stored.

    None where the comment is not there any more. Raises QuotaExceeded beyond 20 different emoji on the comment,
    and beyond what one person can react with in a task.
    """
    held = work.find(CommentById, comment_key(work.org_id, given[0].comment_id)) if given else None
    if held is None or held.comment.deleted_at is not None:
        return 0
    by_key = {one.own_key: one for one in given}
    fresh = [one for key, one in by_key.items() if work.find(CommentReaction, key) is None]
    if not fresh:
        return 0
    before = held.comment
    counted = before.reactions
    for one in fresh:
        counted = counted_in(counted, one.reaction, one.emoji)
    stored = write(work, replace(before, reactions=counted))
    for own in _own(work, task_id, before, fresh):
        work.put(own)
    for one in fresh:
        work.create(one)
        work.emit(REACTION_ADDED, stored, before=before, emoji=one.emoji, user_id=one.user_id, quietly=True)
    return len(fresh)


def reaction_keys(task_id: str, given: Iterable[CommentReaction]) -> Iterator[Key]:
    """What must be read to restore these."""
    for one in given:
        yield comment_key(one.org_id, one.comment_id)
        yield one.own_key
        yield OwnReactions.key(org_id=one.org_id, task_id=task_id, user_id=one.user_id)


def _own(work: Work, task_id: str, comment: Comment, fresh: Sequence[CommentReaction]) -> Iterator[OwnReactions]:
    """What each of these people reacted with in the task, with what is new."""
    for user_id in dict.fromkeys(one.user_id for one in fresh):
        none = OwnReactions(org_id=comment.org_id, task_id=task_id, user_id=user_id)
        own = work.find(OwnReactions, none.own_key) or none
        names = (*own.on(comment.id), *(one.reaction for one in fresh if one.user_id == user_id))
        after = {**own.by_comment, comment.id: tuple(dict.fromkeys(names))}
        if sum(map(len, after.values())) > MAX_OWN_REACTIONS:
            raise QuotaExceeded(f"One person can react {MAX_OWN_REACTIONS} times on the comments of a task.")
        yield replace(own, by_comment=after)
