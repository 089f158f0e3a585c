"""The route stopTimer."""

from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Conflict, Gone, NotFound
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_UPDATED
from onetick.timekeeping.events import TIME_ENTRY_CREATED, TIMER_STOPPED
from onetick.timekeeping.model import Timer
from onetick.timekeeping.schemas import TimeEntryView, TimerEnd
from onetick.timekeeping.targets import timer_and_task
from onetick.timekeeping.timers import stop_timer


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/timer/stop",
    can=Self("One's own timer; to record its time the use case asks for time:log on the task."),
    endpoint="C",
    on=timer_and_task,
    emits=[TIMER_STOPPED, TIME_ENTRY_CREATED, TASK_UPDATED, TASK_CUSTOM_FIELD_CHANGED],
    problems=[Conflict, Gone, NotFound],
    grants=[grants.remove(TableName.TENANT)],
    status=201,
)
def handler(work: Work, timer: Timer, body: TimerEnd) -> TimeEntryView:
    """Stop the timer.

    The time since its start is logged on its task, in minutes rounded up, 24 hours at most. If you may
    no longer log time there, it keeps running: discard it.
    """
    return TimeEntryView.of(stop_timer(work, timer, body))
