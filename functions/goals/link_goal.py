"""The route linkGoal."""

from onetick.goals.events import CHANGES
from onetick.goals.link_goal import link_goal
from onetick.goals.model import Goal
from onetick.goals.schemas import GoalView, LinkBody
from onetick.goals.targets import goal_with_linked
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/links/{target_id}",
    can="goal:manage",
    endpoint="C",
    on=goal_with_linked,
    emits=[*CHANGES],
    problems=[Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable],
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, goal: Goal, target_id: str, body: LinkBody) -> GoalView:
    """Let work count for a goal.

    A task or milestone counts when it is done, before that by its subtasks; a project by its tasks; another goal by its
    progress. At most 50 links; one thing is linked to at most 10 goals. Progress follows the work a moment later.
    """
    return GoalView.of(link_goal(work, goal, target_id, body.weight))
