"""List the subtasks of a task."""

from collections.abc import Iterator, Sequence

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .family import Subtask
from .model import Summary, Task
from .seeing import seen
from .store import SUBTASKS

WINDOW = 100


def list_subtasks(work: Work, task: Task, paging: Paging) -> Page[Summary]:
    """One page of the subtasks that the caller sees, in order."""
    page = work.page(SUBTASKS.of(org_id=task.org_id, parent_id=task.id), paging)
    return Page(seen(work, scope(work.standing), [row.task for row in page.data]), page.next_cursor)


def some_subtasks(work: Work, task_id: str, *, after: str | None, limit: int) -> Sequence[Subtask]:
    """The first subtasks of a task behind a rank, whoever sees them."""
    behind = None if after is None else f"subtask#{after}"
    return work.some(SUBTASKS.of(org_id=work.org_id, parent_id=task_id, after=behind), limit=limit)


def every_subtask(work: Work, task_id: str) -> Iterator[Summary]:
    """All subtasks of a task, in order, whoever sees them, as their copies say; some `MAX_SUBTASKS` at most."""
    asked = SUBTASKS.of(org_id=work.org_id, parent_id=task_id)
    return (row.task for row in work.each(asked, window=WINDOW))
