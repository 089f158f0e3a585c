"""Say that a task is due soon, or overdue."""

from datetime import timedelta

from onetick.kernel.recording import rfc3339
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_DUE_APPROACHING, TASK_OVERDUE
from onetick.tasks.model import Task

from .model import DueAnnouncement, TimetableEntry
from .plan_reminders import is_late, is_near

MEMORY = timedelta(days=400)


def announce_approaching(work: Work, entry: TimetableEntry) -> None:
    """Emit `task.due_approaching` for a task that is due within a day, once for each due date."""
    task = _task(work, entry)
    if task is None or not is_near(task, work.now) or not _first_time(work, task, entry):
        return
    assert task.deadline is not None
    minutes = int((task.deadline - work.now).total_seconds() // 60)
    work.emit(TASK_DUE_APPROACHING, task, in_minutes=minutes)


def announce_overdue(work: Work, entry: TimetableEntry) -> None:
    """Emit `task.overdue` for an open task whose due date has passed, once for each due date."""
    task = _task(work, entry)
    if task is not None and is_late(task, work.now) and _first_time(work, task, entry):
        work.emit(TASK_OVERDUE, task)


def _task(work: Work, entry: TimetableEntry) -> Task | None:
    return work.find(Task, Task.key(org_id=entry.org_id, id=entry.subject))


def _first_time(work: Work, task: Task, entry: TimetableEntry) -> bool:
    assert task.deadline is not None
    said = DueAnnouncement(
        org_id=task.org_id,
        task_id=task.id,
        purpose=entry.purpose,
        due=rfc3339(task.deadline),
        expires=int((work.now + MEMORY).timestamp()),
    )
    if work.find(DueAnnouncement, said.own_key) is not None:
        return False
    work.create(said)
    return True
