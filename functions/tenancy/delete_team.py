from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.tenancy.events import TEAM_DELETED
from onetick.tenancy.model import Team
from onetick.tenancy.store import TEAM_WITH_TALLY
from onetick.tenancy.teams import delete_team


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/teams/{team_id}",
    can="team:manage",
    endpoint="C",
    on=TEAM_WITH_TALLY,
    emits=[TEAM_DELETED],
    status=204,
)
def handler(work: Work, team: Team) -> None:
    """Delete a team.

    At once nobody has a right through it. It can be restored for 30 days.
    """
    delete_team(work, team)
