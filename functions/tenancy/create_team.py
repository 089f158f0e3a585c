from onetick.kernel.entry import route
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work
from onetick.tenancy.events import TEAM_CREATED
from onetick.tenancy.model import Workspace
from onetick.tenancy.schemas import NewTeam, TeamView
from onetick.tenancy.store import WORKSPACE_WITH_TALLY
from onetick.tenancy.teams import create_team


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/teams",
    can="team:manage",
    endpoint="C",
    on=WORKSPACE_WITH_TALLY,
    emits=[TEAM_CREATED],
    problems=[QuotaExceeded],
    status=201,
)
def handler(work: Work, workspace: Workspace, body: NewTeam) -> TeamView:
    """Create a team.

    A team can be given a role in projects, which all of its members then have. A workspace has at most 500 teams.
    """
    return TeamView.of(create_team(work, workspace, body))
