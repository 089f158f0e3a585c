"""The route discardTimer."""

from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import NotFound
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.timekeeping.events import TIMER_DISCARDED
from onetick.timekeeping.model import Timer
from onetick.timekeeping.targets import timer_of_caller
from onetick.timekeeping.timers import discard_timer


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/timer",
    can=Self("One's own timer."),
    endpoint="C",
    on=timer_of_caller,
    emits=[TIMER_DISCARDED],
    problems=[NotFound],
    grants=[grants.remove(TableName.TENANT)],
    status=204,
)
def handler(work: Work, timer: Timer) -> None:
    """Discard the timer.

    It ends, and nothing is logged.
    """
    discard_timer(work, timer)
