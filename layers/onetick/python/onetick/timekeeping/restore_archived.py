"""Store time that was logged somewhere else, as it was there."""

from onetick.kernel.ids import OrgId
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .events import TIME_ENTRY_CREATED
from .model import TimeEntry, TimeEntryById
from .writing import write


def restore_archived(work: Work, task: Task, entry: TimeEntry) -> bool:
    """Store it, unless it is there already, be it in the trash. Whether it was stored; the task counts it then."""
    if work.find(TimeEntryById, entry_key(entry.org_id, entry.id)) is not None:
        return False
    write(work, TIME_ENTRY_CREATED, task, entry, None)
    return True


def entry_key(org_id: OrgId | None, entry_id: str) -> Key:
    """Where it is found by its id."""
    return TimeEntryById.key(org_id=org_id, id=entry_id)
