"""What a team leaves: nothing but itself."""

from onetick.kernel.purging import Bin

from .events import TEAM_DELETED, TEAM_RESTORED
from .model import Team

TEAMS = Bin(
    "team",
    Team,
    deleted=[TEAM_DELETED],
    restored=[TEAM_RESTORED],
    key=lambda at: Team.key(org_id=at.org_id, workspace_id=at.workspace_id, id=at.id),
)
