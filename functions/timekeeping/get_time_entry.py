"""The route getTimeEntry."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.timekeeping.model import TimeEntry
from onetick.timekeeping.schemas import TimeEntryView
from onetick.timekeeping.targets import entry_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/time-entries/{entry_id}",
    can="time:view",
    endpoint="A",
    on=entry_of_path,
    problems=[Gone],
)
def handler(entry: TimeEntry) -> TimeEntryView:
    """Get logged time.

    Whoever sees the task sees the time that was spent on it.
    """
    return TimeEntryView.of(entry)
