"""The route getBurndown."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.sprints.get_burndown import get_burndown
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import BurndownView
from onetick.sprints.targets import sprint_with_totals


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/burndown",
    can="report:view",
    endpoint="D",
    on=sprint_with_totals,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, sprint: Sprint) -> BurndownView:
    """Get the burndown of a sprint.

    For each day what was in the sprint, what was done and what remained, in tasks, points and minutes:
    `remaining` draws a burndown, `scope` and `done` a burnup. It is summed up from what was recorded as
    it happened, and may lag a moment behind.
    """
    return get_burndown(work, sprint)
