"""Change logged time."""

from dataclasses import replace

from onetick.kernel.work import Work
from onetick.tasks.belongings import task_of
from onetick.tasks.targets import require_open

from .events import TIME_ENTRY_UPDATED
from .model import TimeEntry
from .schemas import TimeEntryChanges
from .writing import write


def update_time_entry(work: Work, entry: TimeEntry, changes: TimeEntryChanges) -> TimeEntry:
    """The entry with the given fields. Raises Conflict in an archived project."""
    task = task_of(work, entry)
    require_open(work, *task.project_ids)
    after = replace(entry, **changes.given)
    if after == entry:
        return entry
    return write(work, TIME_ENTRY_UPDATED, task, replace(after, updated_at=work.now), entry)
