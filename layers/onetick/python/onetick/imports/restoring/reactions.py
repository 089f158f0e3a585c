"""Restore what people reacted to comments with, as far as it is clear who did: a share of a comment's at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onetick.archives.task_documents import ReactionDocument
from onetick.comments.emoji import name_of
from onetick.comments.model import CommentReaction
from onetick.comments.restore_reactions import reaction_keys, restore_reactions
from onetick.imports.relations import Place, task_of, tie_step
from onetick.imports.rows import Row, shares_of
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task

from .authors import author, read_ahead
from .counterparts import Counterparts

SHARES_AT_ONCE = 5
"""One of ten reactions takes up to forty writes, half of them events and counts."""


@dataclass(frozen=True, slots=True)
class _Share:
    """Some of the reactions to a comment, which has this id in the archive."""

    comment_id: str
    given: Sequence[ReactionDocument]


def restore_archived_reactions(
    work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]
) -> Progress[Reached]:
    """As many shares as one transaction holds; logged time comes when all are there."""

    def ahead(places: Sequence[Place]) -> None:
        authority.authorize(work, "comment:create", Subject.of(project))
        read_ahead(work, project, parts, (one.user_id for place in places for one in _share(place).given))

    return tie_step(
        work,
        parts.found,
        step,
        _shares,
        most=SHARES_AT_ONCE,
        keys=lambda task_id, place: _keys(work, project, parts, task_id, place),
        tie=lambda place: _restore(work, project, parts, place),
        counted="reactions",
        then="times",
        ahead=ahead,
    )


def _shares(row: Row) -> Iterator[tuple[_Share, str]]:
    for comment in row.task.comments if row.task is not None else ():
        for given in shares_of(comment):
            yield _Share(comment.id, given), row.external_id


def _share(place: Place) -> _Share:
    assert isinstance(place.tie, _Share)
    return place.tie


def _keys(work: Work, project: Project, parts: Counterparts, task_id: str, place: Place) -> list[Key]:
    given = _given(work, project, parts, task_id, _share(place))
    return [Task.key(org_id=work.org_id, id=task_id), *reaction_keys(task_id, given)]


def _restore(work: Work, project: Project, parts: Counterparts, place: Place) -> int:
    """How many reactions were stored that were not there."""
    task = task_of(work, parts.found, place.name)
    return 0 if task is None else restore_reactions(work, task.id, _given(work, project, parts, task.id, _share(place)))


def _given(work: Work, project: Project, parts: Counterparts, task_id: str, share: _Share) -> Sequence[CommentReaction]:
    """The reactions of those of whom it is clear who they are."""
    whose = [(one, author(work, project, parts, one.user_id)) for one in share.given]
    return [
        CommentReaction(
            org_id=project.org_id,
            comment_id=copied_id(task_id, share.comment_id, "cmt"),
            reaction=name_of(one.emoji),
            user_id=user_id,
            emoji=one.emoji,
            created_at=one.created_at,
        )
        for one, user_id in whose
        if user_id is not None
    ]
