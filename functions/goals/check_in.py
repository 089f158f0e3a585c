"""The route checkIn."""

from onetick.goals.events import CHANGES, GOAL_CHECKED_IN
from onetick.goals.key_results import check_in
from onetick.goals.model import Goal
from onetick.goals.schemas import CheckInBody, CheckInView
from onetick.goals.targets import goal_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results/{key_result_id}/check-ins",
    can="goal:manage",
    endpoint="C",
    on=goal_of_path,
    emits=[GOAL_CHECKED_IN, *CHANGES],
    problems=[Conflict, Gone, Unprocessable],
    status=201,
)
def handler(work: Work, goal: Goal, key_result_id: str, body: CheckInBody) -> CheckInView:
    """Say where a key result is.

    The progress of the goal follows, and that of the goals above it a moment later.
    """
    return CheckInView.of(check_in(work, goal, key_result_id, body))
