"""React to a comment with an emoji, and take that back."""

from collections.abc import Sequence
from dataclasses import replace

from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .emoji import name_of
from .events import REACTION_ADDED, REACTION_REMOVED
from .model import MAX_OWN_REACTIONS, MAX_REACTIONS, Comment, CommentReaction, OwnReactions, Reaction
from .targets import own_reactions
from .writing import write


def add_reaction(work: Work, comment: Comment, emoji: str) -> tuple[Comment, Sequence[str]]:
    """The comment with the caller's reaction, and all their reactions to it; the same when it is there already.

    Raises Conflict in an archived project, QuotaExceeded beyond 20 different emoji on the comment.
    """
    require_open(work, comment.project_id)
    own, name = own_reactions(work, comment), name_of(emoji)
    if name in own.on(comment.id):
        return comment, own.on(comment.id)
    if sum(map(len, own.by_comment.values())) >= MAX_OWN_REACTIONS:
        raise QuotaExceeded(f"One person can react {MAX_OWN_REACTIONS} times on the comments of a task.")
    stored = _counted(work, comment, counted_in(comment.reactions, name, emoji))
    mine = _mine(work, own, comment.id, (*own.on(comment.id), name))
    work.create(
        CommentReaction(
            org_id=comment.org_id,
            comment_id=comment.id,
            reaction=name,
            user_id=own.user_id,
            emoji=emoji,
            created_at=work.now,
        )
    )
    work.emit(REACTION_ADDED, stored, before=comment, emoji=emoji, user_id=own.user_id, quietly=False)
    return stored, mine


def remove_reaction(work: Work, comment: Comment, name: str) -> None:
    """Take the caller's reaction back; nothing happens when it is not there. Raises Conflict in an archived project."""
    require_open(work, comment.project_id)
    own = own_reactions(work, comment)
    if name not in own.on(comment.id):
        return
    emoji = next((one.emoji for one in comment.reactions if one.id == name), "")
    stored = _counted(work, comment, _without(comment.reactions, name))
    _mine(work, own, comment.id, tuple(one for one in own.on(comment.id) if one != name))
    place = {"org_id": comment.org_id, "comment_id": comment.id}
    work.remove(work.load(CommentReaction, CommentReaction.key(**place, reaction=name, user_id=own.user_id)))
    work.emit(REACTION_REMOVED, stored, before=comment, emoji=emoji, user_id=own.user_id)


def _counted(work: Work, comment: Comment, reactions: tuple[Reaction, ...]) -> Comment:
    return write(work, replace(comment, reactions=reactions))


def _mine(work: Work, own: OwnReactions, comment_id: str, names: tuple[str, ...]) -> Sequence[str]:
    by_comment = {**own.by_comment, comment_id: names}
    work.put(replace(own, by_comment={comment: found for comment, found in by_comment.items() if found}))
    return names


def counted_in(reactions: Sequence[Reaction], name: str, emoji: str) -> tuple[Reaction, ...]:
    """One more of these. Raises QuotaExceeded."""
    if all(one.id != name for one in reactions):
        if len(reactions) >= MAX_REACTIONS:
            raise QuotaExceeded(f"A comment can have {MAX_REACTIONS} different reactions.")
        return (*reactions, Reaction(id=name, emoji=emoji, count=1))
    return tuple(replace(one, count=one.count + 1) if one.id == name else one for one in reactions)


def _without(reactions: Sequence[Reaction], name: str) -> tuple[Reaction, ...]:
    """One less of these."""
    fewer = (replace(one, count=one.count - 1) if one.id == name else one for one in reactions)
    return tuple(one for one in fewer if one.count > 0)
