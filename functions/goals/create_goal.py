"""The route createGoal."""

from typing import Any

from onetick.goals.create_goal import create_goal
from onetick.goals.events import CHANGES, GOAL_CREATED
from onetick.goals.schemas import GoalView, NewGoal
from onetick.goals.targets import home_of_new_goal
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/goals",
    can="goal:manage",
    endpoint="C",
    on=home_of_new_goal,
    emits=[GOAL_CREATED, *CHANGES],
    problems=[Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable],
    status=201,
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, home: Any, body: NewGoal) -> GoalView:
    """Set a goal.

    Of the workspace, or of a project. Its progress follows from its key results, from the work that is linked to it
    and from the goals below it, by their weights, unless it is told by hand. At most 50 goals are directly below
    one, and 10 above one another.
    """
    return GoalView.of(create_goal(work, home, body))
