"""Read the drawer of a task."""

from typing import Any

from onetick.attachments.model import FrontFile
from onetick.attachments.opening import listed
from onetick.comments.model import FrontComment
from onetick.comments.rendering import rendered
from onetick.kernel.access import scope
from onetick.kernel.events import EventRecord
from onetick.kernel.paging import Paging
from onetick.kernel.work import Work
from onetick.tasks.family import Subtask
from onetick.tasks.get_task_history import history_of
from onetick.tasks.list_subtasks import list_subtasks
from onetick.tasks.model import Summary, Task
from onetick.tasks.schemas import TaskRow, TaskView
from onetick.tasks.seeing import seen

from .schemas import DrawerView
from .store import DRAWER, END, FIRST, FRONT_END
from .trim_fronts import KEPT

SHOWN = 20
SUBTASKS = 50
"""A task with more subtasks takes one call more: then they are read by themselves."""
_EVENTS = SHOWN + 10
"""Some of them are not told."""


def get_drawer(work: Work, task: Task) -> DrawerView:
    """A task with its latest comments, attachments and activity, and its first subtasks."""
    many = task.subtasks.total > SUBTASKS
    asked = DRAWER.of(org_id=task.org_id, task_id=task.id, after=FIRST, before=FRONT_END if many else END)
    rows: list[Any] = work.some(asked, limit=_EVENTS + 2 * KEPT + (0 if many else task.subtasks.total + 1))
    comments = [row.comment for row in rows if isinstance(row, FrontComment)]
    files = [row.attachment for row in rows if isinstance(row, FrontFile)]
    records = [row for row in rows if isinstance(row, EventRecord)]
    return DrawerView(
        task=TaskView.of(task),
        comments=[rendered(work, comment) for comment in comments[:SHOWN]],
        attachments=[listed(work, file) for file in files[:SHOWN]],
        subtasks=[TaskRow.of(one) for one in _subtasks(work, task, rows, many=many)],
        activity=history_of(records)[:SHOWN],
        version=task.version,
    )


def _subtasks(work: Work, task: Task, rows: list[Any], *, many: bool) -> list[Summary]:
    if many:
        return list(list_subtasks(work, task, Paging(limit=SUBTASKS)).data)
    found = [row.task for row in reversed(rows) if isinstance(row, Subtask)]
    return seen(work, scope(work.standing), found)
