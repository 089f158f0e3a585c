"""What logged time leaves: its copy."""

from onetick.kernel.purging import Bin, Place, leaves

from .events import TIME_ENTRY_DELETED, TIME_ENTRY_RESTORED
from .model import TimeEntry

ENTRIES = Bin(
    "time_entry",
    TimeEntry,
    deleted=[TIME_ENTRY_DELETED],
    restored=[TIME_ENTRY_RESTORED],
    key=lambda at: TimeEntry.key(org_id=at.org_id, task_id=at.resource["task_id"], id=at.id),
    says=lambda entry: " ".join([entry.task_key, str(entry.spent_on), f"{entry.minutes} min", entry.note]).strip(),
)

leaves(TimeEntry, places=lambda entry: [Place(f"{entry.org_id}#tim#{entry.id}")])
