"""The route restoreGoal."""

from onetick.goals.events import CHANGES, GOAL_RESTORED
from onetick.goals.model import Goal
from onetick.goals.restore_goal import restore_goal
from onetick.goals.schemas import GoalView
from onetick.goals.targets import goal_in_trash
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/restore",
    can="goal:manage",
    endpoint="C",
    on=goal_in_trash,
    emits=[GOAL_RESTORED, *CHANGES],
    problems=[Conflict, Gone],
)
def handler(work: Work, goal: Goal) -> GoalView:
    """Restore a goal.

    It comes back from the trash as it was, under the goal above it if that is still there and open, or else at the top.
    """
    return GoalView.of(restore_goal(work, goal))
