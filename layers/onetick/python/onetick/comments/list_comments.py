"""List the comments on a task, and the replies to one."""

from collections.abc import Callable

from onetick.kernel.paging import Page, Paging
from onetick.kernel.patterns import Asked
from onetick.kernel.problems import Gone
from onetick.kernel.table import Position
from onetick.kernel.work import Work
from onetick.tasks.markdown import MAX_CHARACTERS
from onetick.tasks.model import Task

from .model import Comment
from .schemas import CommentOrder, ThreadOrder
from .store import COMMENTS, REPLIES


def list_comments(work: Work, task: Task, wanted: ThreadOrder, paging: Paging) -> Page[Comment]:
    """One page of the comments that start a thread; no more than can be rendered when that is asked for.

    One that was deleted is left out, unless others replied to it.
    """

    def keep(comment: Comment) -> bool:
        return comment.is_shown and wanted.resolved in (None, comment.resolved_at is not None)

    asked = COMMENTS.of(org_id=task.org_id, task_id=task.id)
    return _page(work, asked, wanted, paging, keep)


def list_replies(work: Work, comment: Comment, wanted: CommentOrder, paging: Paging) -> Page[Comment]:
    """One page of the replies to a comment. Raises Gone when that was deleted and nobody had replied to it."""
    if not comment.is_shown:
        raise Gone("It was deleted. Restore it first.")
    asked = REPLIES.of(org_id=comment.org_id, task_id=comment.task_id, comment_id=comment.id)
    return _page(work, asked, wanted, paging, lambda reply: reply.deleted_at is None)


def _page(
    work: Work, asked: Asked[Comment], wanted: CommentOrder, paging: Paging, keep: Callable[[Comment], bool]
) -> Page[Comment]:
    ordered = asked if wanted.sort == "created_at" else asked.backwards()
    page = work.page(ordered, paging, keep=keep)
    return page if wanted.expand is None else _renderable(page, paging)


def _renderable(page: Page[Comment], paging: Paging) -> Page[Comment]:
    """The beginning of a page, as far as its texts together are short enough; at least one comment."""
    total = 0
    for place, comment in enumerate(page.data):
        total += len(comment.body_md)
        if total > MAX_CHARACTERS and place > 0:
            last = page.data[place - 1].own_key
            return Page(page.data[:place], paging.cursor(Position(last.pk, last.sk)))
    return page
