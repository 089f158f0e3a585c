"""The route createKeyResult."""

from onetick.goals.events import CHANGES
from onetick.goals.key_results import put_key_result
from onetick.goals.model import Goal
from onetick.goals.schemas import GoalView, KeyResultBody
from onetick.goals.targets import goal_of_path
from onetick.kernel.entry import route
from onetick.kernel.ids import new_id
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results",
    can="goal:manage",
    endpoint="C",
    on=goal_of_path,
    emits=[*CHANGES],
    problems=[Conflict, Gone, QuotaExceeded],
    status=201,
)
def handler(work: Work, goal: Goal, body: KeyResultBody) -> GoalView:
    """Add a key result.

    Something measurable that shows whether the goal is reached, from where to where; at most 20.
    """
    return GoalView.of(put_key_result(work, goal, new_id("krs"), body))
