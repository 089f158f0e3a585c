"""Restore what was said of tasks: comments with their threads, by whom and when they were written.

Where that is not to be believed, or whoever wrote it does not see the project, it stands in words above the comment,
which is the caller's then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onetick.archives.task_documents import CommentDocument, TaskDocument
from onetick.comments.model import MAX_PARTICIPANTS, Comment, CommentEdit
from onetick.comments.restore_archived import comment_key, restore_archived
from onetick.imports.relations import Place, task_of, tie_step
from onetick.imports.rows import MAX_TEXT, Remark, Row
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks import mentions
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task
from onetick.tasks.people import who_see

from ..add_remarks import said_by
from .authors import author, read_ahead
from .counterparts import Counterparts

COMMENTS_AT_ONCE = 25
"""One takes four writes, and one more for each of its earlier texts."""
MAX_REACTION_WORDS = 1_000
MAX_WITH_REACTIONS = 8_500
"""In characters: who reacted, in words, and a comment that this stands below."""


def restore_comments(
    work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]
) -> Progress[Reached]:
    """As many comments as one transaction holds; what people reacted with comes when all are there."""

    def ahead(places: Sequence[Place]) -> None:
        authority.authorize(work, "comment:create", Subject.of(project))
        said = [place.tie for place in places if isinstance(place.tie, CommentDocument)]
        read_ahead(work, project, parts, (id for one in said for id in (one.created_by, one.resolved_by) if id))
        # Of those who reacted to one that is told in words, it is told in words, too.
        told = [one for one in said if author(work, project, parts, one.created_by) is None]
        read_ahead(work, project, parts, (each.user_id for one in told for each in one.reactions))

    return tie_step(
        work,
        parts.found,
        step,
        _comments,
        most=COMMENTS_AT_ONCE,
        keys=lambda task_id, place: [Task.key(org_id=work.org_id, id=task_id), _key(work, task_id, place)],
        tie=lambda place: _restore(work, project, parts, place),
        counted="comments",
        then="reactions",
        ahead=ahead,
    )


def _comments(row: Row) -> Iterator[tuple[CommentDocument, str]]:
    for comment in row.task.comments if row.task is not None else ():
        yield comment, row.external_id


def _key(work: Work, task_id: str, place: Place) -> Key:
    assert isinstance(place.tie, CommentDocument)
    return comment_key(work.org_id, copied_id(task_id, place.tie.id, "cmt"))


def _restore(work: Work, project: Project, parts: Counterparts, place: Place) -> bool:
    """Whether a comment was stored that was not there."""
    said, task = place.tie, task_of(work, parts.found, place.name)
    assert isinstance(said, CommentDocument) and place.row.task is not None
    if task is None:
        return False
    comment = _comment(work, project, parts, task, said)
    if said.parent_id is None:
        comment = _with_thread(work, project, parts, comment, said, place.row.task)
    return restore_archived(work, comment, _edits(comment, said))


def _edits(comment: Comment, said: CommentDocument) -> Iterator[CommentEdit]:
    """What it said before, where it is its author's: each changed it themselves."""
    for one in {one.id: one for one in said.edits}.values() if comment.edit_count else ():
        yield CommentEdit(
            org_id=comment.org_id,
            comment_id=comment.id,
            id=one.id,
            body_md=one.body_md,
            written_at=one.written_at,
            changed_by=comment.created_by,
            changed_at=one.changed_at,
        )


def _comment(work: Work, project: Project, parts: Counterparts, task: Task, said: CommentDocument) -> Comment:
    whose = author(work, project, parts, said.created_by)
    believed = whose is not None and not said.gone
    # What names people names them by their ids, which mean something where they were given.
    named = mentions.mentioned(said.body_md) if believed else ()
    return Comment(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        id=copied_id(task.id, said.id, "cmt"),
        body_md="" if said.gone else said.body_md if believed else _in_words(work, project, parts, said),
        created_by=whose or PrincipalId(work.principal.id),
        created_at=said.created_at if whose is not None else work.now,
        parent_id=copied_id(task.id, said.parent_id, "cmt") if said.parent_id is not None else None,
        mentions=tuple(who_see(work, task.project_ids, list(named))),
        edited_at=said.edited_at if believed else None,
        edit_count=said.edit_count if believed else 0,
        deleted_at=work.now if said.gone else None,
        deleted_by=PrincipalId(work.principal.id) if said.gone else None,
    )


def _with_thread(
    work: Work, project: Project, parts: Counterparts, comment: Comment, said: CommentDocument, task: TaskDocument
) -> Comment:
    """A comment that counts the replies behind it."""
    replies = [one for one in task.comments if one.parent_id == said.id]
    caller = PrincipalId(work.principal.id)
    wrote = [author(work, project, parts, one.created_by) or caller for one in replies]
    solver = author(work, project, parts, said.resolved_by) if said.resolved_by is not None else None
    latest = max((one.created_at for one in replies), default=None)
    return replace(
        comment,
        reply_count=len(replies),
        last_reply_at=latest if parts.signed or latest is None else work.now,
        participants=tuple(dict.fromkeys(reversed(wrote)))[:MAX_PARTICIPANTS][::-1],
        resolved_at=None if said.resolved_at is None else said.resolved_at if solver is not None else work.now,
        resolved_by=None if said.resolved_at is None else solver or caller,
    )


def _in_words(work: Work, project: Project, parts: Counterparts, said: CommentDocument) -> str:
    name = parts.name(said.created_by)[:200]
    reacted = _reactions_in_words(work, project, parts, said)
    text = f"{said.body_md[:MAX_WITH_REACTIONS]}\n\n*{reacted}*" if reacted else said.body_md[:MAX_TEXT]
    return said_by(Remark(text=text, author=name, written_at=said.created_at))


def _reactions_in_words(work: Work, project: Project, parts: Counterparts, said: CommentDocument) -> str:
    """Who reacted with what, of those whose reactions cannot be restored as theirs."""
    by_emoji: dict[str, list[str]] = {}
    for one in said.reactions:
        if author(work, project, parts, one.user_id) is None:
            by_emoji.setdefault(one.emoji, []).append(parts.name(one.user_id)[:100])
    return "; ".join(f"{emoji} {', '.join(names)}" for emoji, names in by_emoji.items())[:MAX_REACTION_WORDS]
