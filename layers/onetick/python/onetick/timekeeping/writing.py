"""An entry, its copy under the id alone, and its task's sum change together, in one transaction."""

from dataclasses import replace

from onetick.kernel.events import EventType
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.model import Task

from .model import TimeEntry, TimeEntryById


def write(work: Work, kind: EventType[TimeEntry], task: Task, entry: TimeEntry, before: TimeEntry | None) -> TimeEntry:
    """Store an entry, new or changed, with all that follows from it, and tell `kind`; the entry as stored."""
    stored = _put(work, entry)
    total = task.logged_minutes + _counted(stored) - (_counted(before) if before else 0)
    change(work, task, replace(task, logged_minutes=total))
    work.emit(kind, stored, before=before, minutes=stored.minutes, logged_minutes=total)
    return stored


def _put(work: Work, entry: TimeEntry) -> TimeEntry:
    copy = TimeEntryById(org_id=entry.org_id, id=entry.id, entry=entry)
    held = work.find(TimeEntryById, copy.own_key) if entry.version else None
    if held is not None:
        work.contained(held, held.entry)
    stored = work.put(entry)
    work.put(replace(copy, entry=stored, version=held.version if held else 0))
    return stored


def _counted(entry: TimeEntry) -> int:
    return 0 if entry.deleted_at is not None else entry.minutes
