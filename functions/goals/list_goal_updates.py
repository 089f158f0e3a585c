"""The route listGoalUpdates."""

from onetick.goals.model import Goal
from onetick.goals.schemas import GoalUpdateView
from onetick.goals.store import UPDATES
from onetick.goals.targets import goal_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/status-updates",
    can="goal:view",
    endpoint="B",
    on=goal_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, goal: Goal, paging: Paging) -> Page[GoalUpdateView]:
    """List the status updates of a goal.

    How it stood, latest first.
    """
    page = work.page(UPDATES.of(org_id=goal.org_id, goal_id=goal.id), paging)
    return Page([GoalUpdateView.of(found) for found in page.data], page.next_cursor)
