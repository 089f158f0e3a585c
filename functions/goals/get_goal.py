"""The route getGoal."""

from onetick.goals.model import Goal
from onetick.goals.schemas import GoalView
from onetick.goals.targets import goal_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}",
    can="goal:view",
    endpoint="A",
    on=goal_of_path,
    problems=[Gone],
)
def handler(goal: Goal) -> GoalView:
    """Get a goal.

    With all that counts for it: its key results, the work that is linked to it, and the goals below it.
    """
    return GoalView.of(goal)
