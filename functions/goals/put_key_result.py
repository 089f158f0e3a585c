"""The route putKeyResult."""

from onetick.goals.events import CHANGES
from onetick.goals.key_results import put_key_result, well_formed
from onetick.goals.model import Goal
from onetick.goals.schemas import GoalView, KeyResultBody
from onetick.goals.targets import goal_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results/{key_result_id}",
    can="goal:manage",
    endpoint="C",
    on=goal_of_path,
    emits=[*CHANGES],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, goal: Goal, key_result_id: str, body: KeyResultBody) -> GoalView:
    """Set a key result.

    Takes the whole of it. Another value of `current` is kept as a check-in. `If-Match` means the version of the goal.
    """
    return GoalView.of(put_key_result(work, goal, well_formed(key_result_id), body))
