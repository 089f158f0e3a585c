"""The route listGoals."""

from onetick.goals.list_goals import list_goals
from onetick.goals.schemas import GoalFilter, GoalRowView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.tasks.seeing import project_keys
from onetick.tasks.targets import aside


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/goals",
    can="goal:view",
    endpoint="B",
    on=aside("projects", project_keys),
    grants=[grants.query(TableName.TENANT), grants.query(TableName.TENANT, Index.GSI2)],
)
def handler(work: Work, query: GoalFilter, paging: Paging) -> Page[GoalRowView]:
    """List goals.

    Those of the workspace, and those of the projects that you see. `filter[parent_id]` lists what is directly under
    a goal, or at the `top`; `filter[owner_id]` may be `me`. Every other filter looks at the rows of a page, so a
    page may be short before the last.
    """
    page = list_goals(work, query, paging)
    return Page([GoalRowView.of(row) for row in page.data], page.next_cursor)
