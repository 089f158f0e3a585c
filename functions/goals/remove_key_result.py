"""The route removeKeyResult."""

from onetick.goals.events import CHANGES
from onetick.goals.key_results import remove_key_result
from onetick.goals.model import Goal
from onetick.goals.targets import goal_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results/{key_result_id}",
    can="goal:manage",
    endpoint="C",
    on=goal_of_path,
    emits=[*CHANGES],
    problems=[Conflict, Gone],
    status=204,
)
def handler(work: Work, goal: Goal, key_result_id: str) -> None:
    """Take a key result away.

    It counts for the goal no more. What was told of it is kept.
    """
    remove_key_result(work, goal, key_result_id)
