"""The route updateGoal."""

from onetick.goals.events import CHANGES
from onetick.goals.model import Goal
from onetick.goals.schemas import GoalChanges, GoalView
from onetick.goals.targets import goal_with_named
from onetick.goals.update_goal import update_goal
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}",
    can="goal:manage",
    endpoint="C",
    on=goal_with_named,
    emits=[*CHANGES],
    problems=[Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable],
    grants=[grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, goal: Goal, body: GoalChanges) -> GoalView:
    """Change a goal.

    Fields that are left out stay as they are. Under another goal it counts there by its `weight`; no goal can come to
    count for itself, whichever way. Who changes what a goal is under must be allowed to change those goals, too.
    """
    return GoalView.of(update_goal(work, goal, body))
