"""Put logged time into the trash, and take it out again."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work
from onetick.tasks.belongings import task_of
from onetick.tasks.targets import require_open

from .events import TIME_ENTRY_DELETED, TIME_ENTRY_RESTORED
from .model import TimeEntry
from .writing import write


def delete_time_entry(work: Work, entry: TimeEntry) -> None:
    """Put an entry into the trash; it no longer counts. Raises Conflict in an archived project."""
    task = task_of(work, entry)
    require_open(work, *task.project_ids)
    gone = replace(entry, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id))
    write(work, TIME_ENTRY_DELETED, task, gone, entry)


def restore_time_entry(work: Work, entry: TimeEntry) -> TimeEntry:
    """The entry as it was.

    Raises Conflict when it is not in the trash or its project is archived, Gone after 30 days.
    """
    require_in_trash("entry", entry.purge_at, work.now)
    task = task_of(work, entry)
    require_open(work, *task.project_ids)
    back = replace(entry, deleted_at=None, deleted_by=None)
    return write(work, TIME_ENTRY_RESTORED, task, back, entry)
