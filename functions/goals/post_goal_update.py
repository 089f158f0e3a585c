"""The route postGoalUpdate."""

from onetick.goals.events import GOAL_STATUS_POSTED
from onetick.goals.model import Goal
from onetick.goals.post_goal_update import post_goal_update
from onetick.goals.schemas import GoalUpdateView, NewGoalUpdate
from onetick.goals.targets import goal_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/status-updates",
    can="goal:manage",
    endpoint="C",
    on=goal_of_path,
    emits=[GOAL_STATUS_POSTED],
    problems=[Conflict, Gone],
    status=201,
)
def handler(work: Work, goal: Goal, body: NewGoalUpdate) -> GoalUpdateView:
    """Say how a goal stands.

    Its health is shown on the goal from then on.
    """
    return GoalUpdateView.of(post_goal_update(work, goal, body))
