"""The route putRecurrence."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RECURRENCE_SET
from onetick.planning.recurrence import put_recurrence
from onetick.planning.schemas import NewRecurrence, Preview, RecurrenceDatesView
from onetick.planning.showing import recurrence_view
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/recurrence",
    can="task:edit",
    endpoint="C",
    on=task_of_path,
    emits=[TASK_RECURRENCE_SET],
    problems=[Conflict, Gone, Unprocessable],
)
def handler(work: Work, task: Task, body: NewRecurrence, query: Preview) -> RecurrenceDatesView:
    """Let a task come again.

    By an RRULE of RFC 5545 for dates, beginning with the task's due date: `FREQ=WEEKLY;BYDAY=MO,TH`,
    `FREQ=MONTHLY;BYMONTHDAY=-1` for the last day of the month. When the task is finished, or when it is
    due with `trigger=schedule`, the next one is made, once, with the same people, places and subtasks,
    and carries the rule on. With `anchor=completion` the rule counts from the day on which it was
    finished. Dates and times are those of the time zone: at nine it stays nine when clocks change.

    The answer shows the next dates; `dry_run` shows them without changing anything. Rules that never
    match, or that name a time of day, are refused.
    """
    return recurrence_view(put_recurrence(work, task, body), query.count)
