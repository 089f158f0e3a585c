"""The route updateTimeEntry."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_UPDATED
from onetick.timekeeping.events import TIME_ENTRY_UPDATED
from onetick.timekeeping.model import TimeEntry
from onetick.timekeeping.schemas import TimeEntryChanges, TimeEntryView
from onetick.timekeeping.targets import entry_of_path
from onetick.timekeeping.update_time_entry import update_time_entry


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/time-entries/{entry_id}",
    can="time:edit_own",
    endpoint="C",
    on=entry_of_path,
    emits=[TIME_ENTRY_UPDATED, TASK_UPDATED, TASK_CUSTOM_FIELD_CHANGED],
    problems=[Conflict, Gone],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, entry: TimeEntry, body: TimeEntryChanges) -> TimeEntryView:
    """Change logged time.

    Your own; admins of the project and of the workspace may change anybody's. The task's sum follows.
    """
    return TimeEntryView.of(update_time_entry(work, entry, body))
