"""The route createTimeEntry."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_UPDATED
from onetick.timekeeping.create_time_entry import create_time_entry
from onetick.timekeeping.events import TIME_ENTRY_CREATED
from onetick.timekeeping.model import TimeEntry
from onetick.timekeeping.schemas import NewTimeEntry, TimeEntryView
from onetick.timekeeping.targets import entry_of_body


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/time-entries",
    can="time:log",
    endpoint="C",
    on=entry_of_body,
    emits=[TIME_ENTRY_CREATED, TASK_UPDATED, TASK_CUSTOM_FIELD_CHANGED],
    problems=[Conflict, Gone, Unprocessable],
    status=201,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, draft: TimeEntry, body: NewTimeEntry) -> TimeEntryView:
    """Log time.

    On one day, up to 24 hours. The task's `logged_minutes` grow with it. Commenters, members and
    guests log their own time; editors also that of others who can see the task.
    """
    return TimeEntryView.of(create_time_entry(work, draft, body))
