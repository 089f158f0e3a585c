from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.tenancy.events import TEAM_UPDATED
from onetick.tenancy.model import Team
from onetick.tenancy.schemas import TeamChanges, TeamView
from onetick.tenancy.store import TEAM
from onetick.tenancy.teams import update_team


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/teams/{team_id}",
    can="team:manage",
    endpoint="C",
    on=TEAM,
    emits=[TEAM_UPDATED],
)
def handler(work: Work, team: Team, body: TeamChanges) -> TeamView:
    """Change a team.

    Fields that are left out stay as they are.
    """
    return TeamView.of(update_team(work, team, body))
