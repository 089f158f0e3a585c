"""The route reopenGoal."""

from onetick.goals.close_goal import reopen_goal
from onetick.goals.events import GOAL_PROGRESS_CHANGED, GOAL_REOPENED
from onetick.goals.model import Goal
from onetick.goals.schemas import GoalView
from onetick.goals.targets import goal_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/reopen",
    can="goal:manage",
    endpoint="C",
    on=goal_of_path,
    emits=[GOAL_REOPENED, GOAL_PROGRESS_CHANGED],
    problems=[Conflict, Gone],
)
def handler(work: Work, goal: Goal) -> GoalView:
    """Reopen a goal.

    Its progress is what follows from everything that counts for it by now.
    """
    return GoalView.of(reopen_goal(work, goal))
