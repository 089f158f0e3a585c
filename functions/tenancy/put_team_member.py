from onetick.kernel.entry import route
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work
from onetick.tenancy.events import TEAM_MEMBER_ADDED
from onetick.tenancy.model import Team
from onetick.tenancy.schemas import TeamView
from onetick.tenancy.store import TEAM_WITH_USER
from onetick.tenancy.teams import put_team_member


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/teams/{team_id}/members/{user_id}",
    can="team:manage",
    endpoint="C",
    on=TEAM_WITH_USER,
    emits=[TEAM_MEMBER_ADDED],
    problems=[QuotaExceeded],
)
def handler(work: Work, team: Team, user_id: str) -> TeamView:
    """Put a member of the workspace into a team.

    A team has at most 90 members, and nobody is in more than 40 teams. Only an admin of the workspace
    can put themselves into one.
    """
    return TeamView.of(put_team_member(work, team, user_id))
