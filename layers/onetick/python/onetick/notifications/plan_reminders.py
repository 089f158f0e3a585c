"""Enter a task's due date in the timetables."""

from datetime import datetime, timedelta

from onetick.kernel.consuming import Occurrence
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from . import timetable
from .model import Purpose, TimetableEntry

NOTICE = timedelta(hours=24)


def plan_reminders(work: Work, occurrence: Occurrence) -> None:
    """Remember to look at the task a day before it is due, and when it is due.

    An entry that a later due date makes wrong stays: whoever acts on it sees that the task has another.
    """
    due = occurrence.resource.get("due_at")
    if due is None or occurrence.workspace_id is None:
        return
    due_at = datetime.fromisoformat(due)
    moments: dict[Purpose, datetime] = {"due_approaching": max(due_at - NOTICE, work.now), "overdue": due_at}
    for purpose, at in moments.items():
        if due_at > work.now or purpose == "overdue":
            timetable.enter(work, _entry(occurrence, purpose, at))


def is_due(task: Task | None, now: datetime, notice: timedelta) -> bool:
    """Whether an open task is due within `notice` from now."""
    if task is None or task.deleted_at or task.completed_at or task.due_at is None:
        return False
    return task.due_at - notice <= now


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
