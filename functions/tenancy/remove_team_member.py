from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.tenancy.events import TEAM_MEMBER_REMOVED
from onetick.tenancy.model import Team
from onetick.tenancy.store import TEAM_WITH_USER
from onetick.tenancy.teams import remove_team_member


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/teams/{team_id}/members/{user_id}",
    can="team:manage",
    endpoint="C",
    on=TEAM_WITH_USER,
    emits=[TEAM_MEMBER_REMOVED],
    status=204,
)
def handler(work: Work, team: Team, user_id: str) -> None:
    """Take somebody out of a team.

    They stay in the workspace, and lose what only the team gave them.
    """
    remove_team_member(work, team, user_id)
