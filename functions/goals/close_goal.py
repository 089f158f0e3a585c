"""The route closeGoal."""

from onetick.goals.close_goal import close_goal
from onetick.goals.events import GOAL_CLOSED
from onetick.goals.model import Goal
from onetick.goals.schemas import Closing, GoalView
from onetick.goals.targets import goal_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/close",
    can="goal:manage",
    endpoint="C",
    on=goal_of_path,
    emits=[GOAL_CLOSED],
    problems=[Conflict, Gone],
)
def handler(work: Work, goal: Goal, body: Closing) -> GoalView:
    """Close a goal.

    It says how it ended, and its progress stays as it is. Above it, an achieved goal counts in full, a dropped one for
    nothing, and any other by its progress.
    """
    return GoalView.of(close_goal(work, goal, body.outcome))
