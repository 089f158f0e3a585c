"""The route deleteGoal."""

from onetick.goals.delete_goal import delete_goal
from onetick.goals.events import CHANGES, GOAL_DELETED
from onetick.goals.model import Goal
from onetick.goals.targets import goal_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}",
    can="goal:manage",
    endpoint="C",
    on=goal_of_path,
    emits=[GOAL_DELETED, *CHANGES],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, goal: Goal) -> None:
    """Delete a goal.

    It goes to the trash, from where it can be restored for 30 days. Goals below it are deleted, or moved, first.
    """
    delete_goal(work, goal)
