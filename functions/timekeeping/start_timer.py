"""The route startTimer."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.timekeeping.events import TIMER_STARTED
from onetick.timekeeping.model import Timer
from onetick.timekeeping.schemas import NewTimer, TimerView
from onetick.timekeeping.targets import timer_of_body
from onetick.timekeeping.timers import start_timer


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/timer/start",
    can="time:log",
    endpoint="C",
    on=timer_of_body,
    emits=[TIMER_STARTED],
    problems=[Conflict, Gone],
    status=201,
)
def handler(work: Work, draft: Timer, body: NewTimer) -> TimerView:
    """Start a timer.

    On one task. You have one timer at most in an organization: while one is running, another start is
    a conflict that says on what it runs.
    """
    return TimerView.of(start_timer(work, draft, body))
