"""Make the next task of a series when its time has come, finished or not."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from onetick.kernel.access import ProjectAccess
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work
from onetick.notifications import timetable
from onetick.notifications.model import TimetableEntry
from onetick.tasks.model import Task

from .repeat_task import repeat_task
from .rules import moment_of

LATER = timedelta(days=1)


def plan_repeat(work: Work, occurrence: Occurrence) -> None:
    """Remember to look at a task when it is due by its rule. An entry that another rule makes wrong stays."""
    task = work.find(Task, Task.key(org_id=occurrence.org_id, id=occurrence.aggregate_id))
    if task is not None and (at := _due(task)) is not None:
        timetable.enter(work, _entry(task, at))


def repeat_when_due(work: Work, entry: TimetableEntry) -> None:
    """Make the next task of an entry's, if it is due; while its projects are archived, look again later."""
    task = work.find(Task, Task.key(org_id=entry.org_id, id=entry.subject))
    at = _due(task) if task is not None else None
    if task is None or at is None or at > work.now:
        return
    if _is_archived(work, task):
        timetable.enter(work, _entry(task, work.now + LATER))
        return
    repeat_task(work, task)


def _due(task: Task) -> datetime | None:
    """When the task that follows this one is made; None when that is not by the clock."""
    recurrence = task.recurrence
    if recurrence is None or not recurrence.goes_on or recurrence.trigger != "schedule" or task.deleted_at is not None:
        return None
    return moment_of(recurrence.occurrence, ZoneInfo(recurrence.timezone))


def _entry(task: Task, at: datetime) -> TimetableEntry:
    return TimetableEntry(
        purpose="recurrence", org_id=task.org_id, workspace_id=task.workspace_id, name=task.id, subject=task.id, at=at
    )


def _is_archived(work: Work, task: Task) -> bool:
    place = {"org_id": task.org_id, "workspace_id": task.workspace_id}
    keys = [ProjectAccess.key(**place, project_id=project_id) for project_id in task.project_ids]
    return all(access.archived or access.deleted for access in work.find_many(ProjectAccess, keys))
