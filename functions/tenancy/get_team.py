from onetick.kernel.entry import route
from onetick.tenancy.model import Team
from onetick.tenancy.schemas import TeamView
from onetick.tenancy.store import TEAM


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/teams/{team_id}",
    can="team:view",
    endpoint="A",
    on=TEAM,
)
def handler(team: Team) -> TeamView:
    """Read a team.

    What it is for, and how many belong to it.
    """
    return TeamView.of(team)
