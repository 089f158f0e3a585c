"""Read the drawer of a task."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onetick.attachments.list_attachments import list_attachments
from onetick.attachments.model import Attachment, FrontFile
from onetick.attachments.opening import listed
from onetick.attachments.schemas import AttachmentOrder
from onetick.comments.list_comments import list_comments
from onetick.comments.model import Comment, FrontComment
from onetick.comments.rendering import all_rendered
from onetick.comments.schemas import ThreadOrder
from onetick.kernel.access import scope
from onetick.kernel.events import EventRecord
from onetick.kernel.paging import Paging
from onetick.kernel.work import Work
from onetick.tasks.family import Subtask
from onetick.tasks.get_task_history import get_task_history, history_of
from onetick.tasks.list_subtasks import list_subtasks
from onetick.tasks.model import Summary, Task
from onetick.tasks.schemas import HistoryEntryView, TaskRow, TaskView
from onetick.tasks.seeing import seen

from .schemas import DrawerView
from .store import DRAWER, END, FIRST, FRONT_END
from .trim_fronts import KEPT

SHOWN = 20
SUBTASKS = 50
"""A task with more subtasks takes one call more: then they are read by themselves."""
_EVENTS = SHOWN + 10
"""Some of them are not told."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What is in a drawer, each of it latest first but the subtasks."""

    comments: Sequence[Comment]
    attachments: Sequence[Attachment]
    subtasks: Sequence[Summary]
    activity: Sequence[HistoryEntryView]


def get_drawer(work: Work, task: Task) -> DrawerView:
    """A task with its latest comments, attachments and activity, and its first subtasks."""
    found = _now(work, task) if work.then is None else _then(work, task)
    return DrawerView(
        task=TaskView.of(task),
        comments=all_rendered(work, found.comments[:SHOWN], None),
        attachments=[listed(work, file) for file in found.attachments[:SHOWN]],
        subtasks=[TaskRow.of(one) for one in found.subtasks],
        activity=found.activity[:SHOWN],
        version=task.version,
    )


def _now(work: Work, task: Task) -> _Found:
    """All of it, by one window."""
    many = task.subtasks.total > SUBTASKS
    asked = DRAWER.of(org_id=task.org_id, task_id=task.id, after=FIRST, before=FRONT_END if many else END)
    rows: list[Any] = work.some(asked, limit=_EVENTS + 2 * KEPT + (0 if many else task.subtasks.total + 1))
    return _Found(
        comments=[row.comment for row in rows if isinstance(row, FrontComment)],
        attachments=[row.attachment for row in rows if isinstance(row, FrontFile)],
        subtasks=_subtasks(work, task, rows, many=many),
        activity=history_of(row for row in rows if isinstance(row, EventRecord)),
    )


def _then(work: Work, task: Task) -> _Found:
    """The same of then, list by list: the copies that stand side by side are only ever those of today."""
    latest = Paging(limit=KEPT)
    files = list_attachments(work, task, AttachmentOrder(sort="-created_at"), latest).data
    return _Found(
        comments=list_comments(work, task, ThreadOrder(sort="-created_at"), latest).data,
        attachments=[file for file in files if file.state != "pending"],
        subtasks=list_subtasks(work, task, Paging(limit=SUBTASKS)).data,
        activity=get_task_history(work, task, Paging(limit=_EVENTS)).data,
    )


def _subtasks(work: Work, task: Task, rows: Sequence[Any], *, many: bool) -> Sequence[Summary]:
    if many:
        return list_subtasks(work, task, Paging(limit=SUBTASKS)).data
    found = [row.task for row in reversed(rows) if isinstance(row, Subtask)]
    return seen(work, scope(work.standing), found)
