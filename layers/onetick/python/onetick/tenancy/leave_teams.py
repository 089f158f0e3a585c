"""Take somebody off the lists of the teams that their membership of a workspace named."""

from collections.abc import Iterable

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work

from .events import TEAM_MEMBER_REMOVED
from .model import Team


def leave_teams(work: Work, grants: WorkspaceGrants) -> None:
    """Take somebody off the lists of the teams that their grants name."""
    place = {"org_id": grants.org_id, "workspace_id": grants.workspace_id}
    teams = work.find_many(Team, [Team.key(**place, id=team) for team in grants.teams])
    _take_off(work, grants.principal_id, teams)


def follow_departure(work: Work, departure: Occurrence) -> None:
    """The same when somebody has left a workspace. Whoever came back meanwhile stays in those they were put into."""
    person, names = PrincipalId(departure.aggregate_id), departure.resource["teams"]
    if not names:
        return
    place = {"org_id": departure.org_id, "workspace_id": departure.workspace_id}
    grants_key = WorkspaceGrants.key(**place, principal_id=person)
    keys = [Team.key(**place, id=name) for name in names]
    work.prefetch([grants_key, *keys])
    grants = work.find(WorkspaceGrants, grants_key)
    kept = grants.teams if grants is not None else ()
    _take_off(work, person, [team for team in work.find_many(Team, keys) if team.id not in kept])


def _take_off(work: Work, person: PrincipalId, teams: Iterable[Team]) -> None:
    for team in teams:
        if person in team.members:
            left = work.save(team.without(person))
            work.emit(TEAM_MEMBER_REMOVED, left, before=team, user_id=person)
