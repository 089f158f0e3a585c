"""Enter a task's due date in the timetables."""

from datetime import datetime, timedelta

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work
from onetick.tasks.deadlines import beginning, deadline
from onetick.tasks.model import Task

from . import timetable
from .model import Purpose, TimetableEntry

NOTICE = timedelta(hours=24)


def plan_reminders(work: Work, occurrence: Occurrence) -> None:
    """Remember to look at the task a day before it is due, and when it is overdue.

    A task that is due all day is overdue when the day is over, where it is meant. An entry that a later
    due date makes wrong stays: whoever acts on it sees that the task has another.
    """
    resource = occurrence.resource
    if resource.get("due_at") is None or occurrence.workspace_id is None:
        return
    due_at = datetime.fromisoformat(resource["due_at"])
    manner = {"all_day": bool(resource["all_day"]), "timezone": resource["timezone"]}
    late = deadline(due_at, **manner)
    if late > work.now:
        soon = max(beginning(due_at, **manner) - NOTICE, work.now)
        timetable.enter(work, _entry(occurrence, "due_approaching", soon))
    timetable.enter(work, _entry(occurrence, "overdue", late))


def is_near(task: Task, now: datetime) -> bool:
    """Whether an open task is due within a day, and not late yet."""
    if task.due_at is None:
        return False
    begins = beginning(task.due_at, all_day=task.all_day, timezone=task.timezone)
    return _is_open(task) and begins - NOTICE <= now and not is_late(task, now)


def is_late(task: Task, now: datetime) -> bool:
    """Whether an open task is overdue."""
    return _is_open(task) and task.deadline is not None and task.deadline <= now


def _is_open(task: Task) -> bool:
    return task.deleted_at is None and task.completed_at is None


def _entry(occurrence: Occurrence, purpose: Purpose, at: datetime) -> TimetableEntry:
    assert occurrence.workspace_id is not None
    return TimetableEntry(
        purpose=purpose,
        org_id=occurrence.org_id,
        workspace_id=occurrence.workspace_id,
        name=occurrence.aggregate_id,
        subject=occurrence.aggregate_id,
        at=at,
    )
