"""The route getTimer."""

from onetick.kernel.entry import Self, route
from onetick.kernel.problems import NotFound
from onetick.timekeeping.model import Timer
from onetick.timekeeping.schemas import TimerView
from onetick.timekeeping.targets import timer_of_caller


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/timer",
    can=Self("One's own timer."),
    endpoint="A",
    on=timer_of_caller,
    problems=[NotFound],
)
def handler(timer: Timer) -> TimerView:
    """Get the timer.

    The one that runs for you in this workspace, if any.
    """
    return TimerView.of(timer)
