"""The route unlinkGoal."""

from onetick.goals.events import CHANGES
from onetick.goals.link_goal import unlink_goal
from onetick.goals.model import Goal
from onetick.goals.targets import goal_with_linked
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/links/{target_id}",
    can="goal:manage",
    endpoint="C",
    on=goal_with_linked,
    emits=[*CHANGES],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, goal: Goal, target_id: str) -> None:
    """Let work count for a goal no more.

    The work itself stays as it is.
    """
    unlink_goal(work, goal, target_id)
