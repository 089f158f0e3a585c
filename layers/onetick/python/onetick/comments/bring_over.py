"""Copy what was said on a task to another, which it becomes part of: quietly, since it was heard before.

The copies say who wrote them and when. Reactions and what a comment said before stay with the original.
"""

from collections.abc import Sequence
from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task

from .model import Comment
from .store import ALL_REPLIES, COMMENTS
from .writing import write_quietly


def comments_behind(work: Work, task: Task, after: str | None, limit: int) -> Sequence[Comment]:
    """The comments of a task behind a place in their order, deleted ones included."""
    return work.some(COMMENTS.of(org_id=task.org_id, task_id=task.id, after=after), limit=limit)


def replies_behind(work: Work, task: Task, after: str | None, limit: int) -> Sequence[Comment]:
    """The replies of a task behind a place in their order, deleted ones included."""
    return work.some(ALL_REPLIES.of(org_id=task.org_id, task_id=task.id, after=after), limit=limit)


def bring_comment(work: Work, comment: Comment, task: Task, job_id: str) -> None:
    """Copy a comment to another task. Of one that was taken back only the place of its replies is copied."""
    if comment.is_shown:
        _copy(work, comment if comment.deleted_at is None else replace(comment, body_md="", mentions=()), task, job_id)


def bring_reply(work: Work, reply: Comment, task: Task, job_id: str) -> None:
    """Copy a reply to the copy of its comment."""
    assert reply.parent_id is not None
    if reply.deleted_at is None:
        _copy(work, replace(reply, parent_id=copied_id(job_id, reply.parent_id, "cmt")), task, job_id)


def note(work: Work, task: Task, text: str, *, id: str) -> None:
    """A comment of the caller's which nobody is told of."""
    comment = Comment(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        id=id,
        body_md=text,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
    )
    write_quietly(work, comment)


def _copy(work: Work, comment: Comment, task: Task, job_id: str) -> None:
    copy = replace(
        comment,
        version=0,
        id=copied_id(job_id, comment.id, "cmt"),
        task_id=task.id,
        project_id=task.project_id,
        reactions=(),
        edited_at=None,
        edit_count=0,
        brought_by=PrincipalId(work.principal.id),
    )
    write_quietly(work, copy)
