"""The route deleteTimeEntry."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_UPDATED
from onetick.timekeeping.delete_time_entry import delete_time_entry
from onetick.timekeeping.events import TIME_ENTRY_DELETED
from onetick.timekeeping.model import TimeEntry
from onetick.timekeeping.targets import entry_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/time-entries/{entry_id}",
    can="time:edit_own",
    endpoint="C",
    on=entry_of_path,
    emits=[TIME_ENTRY_DELETED, TASK_UPDATED, TASK_CUSTOM_FIELD_CHANGED],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, entry: TimeEntry) -> None:
    """Delete logged time.

    It no longer counts on the task. It can be restored for 30 days.
    """
    delete_time_entry(work, entry)
