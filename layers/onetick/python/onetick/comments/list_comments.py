"""List the comments on a task."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Position
from onetick.kernel.work import Work
from onetick.tasks.markdown import MAX_CHARACTERS
from onetick.tasks.model import Task

from .model import Comment
from .schemas import CommentOrder
from .store import COMMENTS


def list_comments(work: Work, task: Task, wanted: CommentOrder, paging: Paging) -> Page[Comment]:
    """One page of the comments that were not deleted; no more than can be rendered when that is asked for."""
    asked = COMMENTS.of(org_id=task.org_id, task_id=task.id)
    ordered = asked if wanted.sort == "created_at" else asked.backwards()
    page = work.page(ordered, paging, keep=lambda comment: comment.deleted_at is None)
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
