from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.tenancy.events import TEAM_RESTORED
from onetick.tenancy.model import Team
from onetick.tenancy.schemas import TeamView
from onetick.tenancy.store import DELETED_TEAM
from onetick.tenancy.teams import restore_team


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/teams/{team_id}/restore",
    can="team:manage",
    endpoint="C",
    on=DELETED_TEAM,
    emits=[TEAM_RESTORED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, team: Team) -> TeamView:
    """Restore a deleted team.

    With those of its members who are still in the workspace.
    """
    return TeamView.of(restore_team(work, team))
