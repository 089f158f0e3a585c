"""The route restoreTimeEntry."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_UPDATED
from onetick.timekeeping.delete_time_entry import restore_time_entry
from onetick.timekeeping.events import TIME_ENTRY_RESTORED
from onetick.timekeeping.model import TimeEntry
from onetick.timekeeping.schemas import TimeEntryView
from onetick.timekeeping.targets import entry_in_trash


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/time-entries/{entry_id}/restore",
    can="time:edit_own",
    endpoint="C",
    on=entry_in_trash,
    emits=[TIME_ENTRY_RESTORED, TASK_UPDATED, TASK_CUSTOM_FIELD_CHANGED],
    problems=[Conflict, Gone],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, entry: TimeEntry) -> TimeEntryView:
    """Restore logged time.

    It comes back from the trash as it was, and counts again.
    """
    return TimeEntryView.of(restore_time_entry(work, entry))
