"""List the subtasks of a task."""

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .model import Summary, Task
from .seeing import seen
from .store import SUBTASKS


def list_subtasks(work: Work, task: Task, paging: Paging) -> Page[Summary]:
    """One page of the subtasks that the caller sees, in order."""
    page = work.page(SUBTASKS.of(org_id=task.org_id, parent_id=task.id), paging)
    return Page(seen(work, scope(work.standing), [row.task for row in page.data]), page.next_cursor)
