"""The route listCheckIns."""

from onetick.goals.key_results import well_formed
from onetick.goals.model import Goal
from onetick.goals.schemas import CheckInView
from onetick.goals.store import CHECK_INS
from onetick.goals.targets import goal_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results/{key_result_id}/check-ins",
    can="goal:view",
    endpoint="B",
    on=goal_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, goal: Goal, key_result_id: str, paging: Paging) -> Page[CheckInView]:
    """List where a key result was.

    All that was told of it, latest first.
    """
    asked = CHECK_INS.of(org_id=goal.org_id, goal_id=goal.id, key_result_id=well_formed(key_result_id))
    page = work.page(asked, paging)
    return Page([CheckInView.of(found) for found in page.data], page.next_cursor)
