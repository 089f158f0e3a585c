"""The consumer that keeps the progress of goals."""

from onetick.goals.events import (
    CONTRIBUTION_CHANGED,
    GOAL_CLOSED,
    GOAL_DELETED,
    GOAL_PROGRESS_CHANGED,
    GOAL_REOPENED,
    GOAL_RESTORED,
)
from onetick.goals.follow_work import follow_work
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work


@on_event(
    "goal-progress",
    [CONTRIBUTION_CHANGED, GOAL_PROGRESS_CHANGED, GOAL_CLOSED, GOAL_REOPENED, GOAL_DELETED, GOAL_RESTORED],
    emits=[GOAL_PROGRESS_CHANGED],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Tell the goals that something counts for how much of it is done."""
    follow_work(handler, occurrence)
