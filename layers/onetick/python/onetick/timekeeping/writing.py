"""An entry, its copy under the id alone, and its task's sum change together, in one transaction."""

from dataclasses import replace

from onetick.kernel.events import EventType
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.model import Task

from .model import TimeEntry, TimeEntryById


def write(work: Work, kind: EventType[TimeEntry], task: Task, entry: TimeEntry, before: TimeEntry | None) -> TimeEntry:
    """Store an entry, new or changed, with all that follows from it, and tell `kind`; the entry as stored."""
    stored = work.put(entry)
    work.replace(TimeEntryById(org_id=stored.org_id, id=stored.id, entry=stored))
    total = task.logged_minutes + _counted(stored) - (_counted(before) if before else 0)
    change(work, task, replace(task, logged_minutes=total))
    work.emit(kind, stored, before=before, minutes=stored.minutes, logged_minutes=total)
    return stored


def _counted(entry: TimeEntry) -> int:
    return 0 if entry.deleted_at is not None else entry.minutes
