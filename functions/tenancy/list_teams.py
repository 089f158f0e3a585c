from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.schemas import TeamFilter, TeamView
from onetick.tenancy.teams import list_teams


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/teams",
    can="team:view",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: TeamFilter, paging: Paging) -> Page[TeamView]:
    """List the teams of a workspace.

    Those in use, or with `trashed=true` those that can be restored.
    """
    page = list_teams(work, query, paging)
    return Page([TeamView.of(one) for one in page.data], page.next_cursor)
