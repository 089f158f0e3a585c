from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.tenancy.model import Team
from onetick.tenancy.people import TeamMemberView
from onetick.tenancy.store import TEAM
from onetick.tenancy.teams import list_team_members


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/teams/{team_id}/members",
    can="team:view",
    endpoint="B",
    on=TEAM,
)
def handler(work: Work, team: Team, paging: Paging) -> Page[TeamMemberView]:
    """List the members of a team.

    Each with their role in the workspace.
    """
    page = list_team_members(work, team, paging)
    return Page([TeamMemberView.of(one) for one in page.data], page.next_cursor)
