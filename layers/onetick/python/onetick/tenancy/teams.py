"""Create, change, delete and restore teams, and say who is in them."""

from collections.abc import Iterable
from dataclasses import replace

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict, Forbidden, Gone, NotFound, QuotaExceeded
from onetick.kernel.table import Key
from onetick.kernel.trash import TRASH
from onetick.kernel.work import Work

from .events import (
    TEAM_CREATED,
    TEAM_DELETED,
    TEAM_MEMBER_ADDED,
    TEAM_MEMBER_REMOVED,
    TEAM_RESTORED,
    TEAM_UPDATED,
)
from .model import MAX_TEAMS_OF_MEMBER, Team, Workspace
from .schemas import NewTeam, TeamChanges, TeamFilter
from .store import TEAMS, workspace_grants, workspace_tally


def create_team(work: Work, workspace: Workspace, new: NewTeam) -> Team:
    """A team without members. Raises QuotaExceeded above the limit."""
    work.save(workspace_tally(work, workspace.id).with_teams(+1))
    team = work.create(
        Team(
            org_id=workspace.org_id,
            workspace_id=workspace.id,
            id=new_id("tem"),
            name=new.name,
            description=new.description,
            created_by=work.principal.id,
            created_at=work.now,
            updated_at=work.now,
        )
    )
    work.emit(TEAM_CREATED, team)
    return team


def update_team(work: Work, team: Team, changes: TeamChanges) -> Team:
    """The team with what was given. Nothing happens when it is so already."""
    if all(getattr(team, name) == value for name, value in changes.given.items()):
        return team
    changed = work.save(replace(team, **changes.given, updated_at=work.now))
    work.emit(TEAM_UPDATED, changed, before=team)
    return changed


def delete_team(work: Work, team: Team) -> None:
    """Move a team to the trash: at once nobody has a right through it."""
    members = [member for member in _grants(work, team) if team.id in member.teams]
    for member in members:
        work.save(replace(member, teams=tuple(other for other in member.teams if other != team.id)))
    work.save(workspace_tally(work, team.workspace_id).with_teams(-1))
    names = tuple(member.principal_id for member in members)
    gone = work.save(replace(team, members=names, deleted_at=work.now, deleted_by=work.principal.id))
    work.emit(TEAM_DELETED, gone, before=team)


def restore_team(work: Work, team: Team) -> Team:
    """A team as it was before it was deleted, with those of its members who are still in the workspace.

    Raises Conflict for one that is not deleted, Gone after 30 days, QuotaExceeded above the limit,
    Forbidden for somebody who would be in it themselves without being an admin.
    """
    if team.deleted_at is None:
        raise Conflict("The team is not deleted.")
    if team.deleted_at + TRASH <= work.now:
        raise Gone("A deleted team can be restored for 30 days. They are over.")
    work.save(workspace_tally(work, team.workspace_id).with_teams(+1))
    back = [member for member in _grants(work, team) if len(member.teams) < MAX_TEAMS_OF_MEMBER]
    for member in back:
        _refuse_joining_oneself(work, member.principal_id)
        work.save(replace(member, teams=(*member.teams, team.id)))
    restored = work.save(
        replace(
            team,
            members=tuple(member.principal_id for member in back),
            updated_at=work.now,
            deleted_at=None,
            deleted_by=None,
        )
    )
    work.emit(TEAM_RESTORED, restored, before=team)
    return restored


def put_team_member(work: Work, team: Team, user_id: str) -> Team:
    """The team with this member. Nothing happens when they are in it.

    Raises NotFound for somebody who is not a member of the workspace, QuotaExceeded above the
    limits, Forbidden for adding oneself without being an admin of the workspace.
    """
    member = workspace_grants(work, team.workspace_id, user_id)
    if member is None:
        raise NotFound("There is nobody with this id in the workspace.")
    if team.id in member.teams:
        return team
    _refuse_joining_oneself(work, member.principal_id)
    if len(member.teams) >= MAX_TEAMS_OF_MEMBER:
        raise QuotaExceeded(f"Nobody can be in more than {MAX_TEAMS_OF_MEMBER} teams.")
    work.save(replace(member, teams=(*member.teams, team.id)))
    joined = work.save(team.having(member.principal_id))
    work.emit(TEAM_MEMBER_ADDED, joined, before=team, user_id=user_id)
    return joined


def remove_team_member(work: Work, team: Team, user_id: str) -> None:
    """Take somebody out of a team. Raises NotFound for somebody who is not in it."""
    member = workspace_grants(work, team.workspace_id, user_id)
    if member is None or team.id not in member.teams:
        raise NotFound("There is nobody with this id in the team.")
    work.save(replace(member, teams=tuple(other for other in member.teams if other != team.id)))
    left = work.save(team.without(PrincipalId(user_id)))
    work.emit(TEAM_MEMBER_REMOVED, left, before=team, user_id=user_id)


def list_teams(work: Work, wanted: TeamFilter, paging: Paging) -> Page[Team]:
    """The teams of the workspace, or those in its trash that can still be restored."""

    def keep(team: Team) -> bool:
        if team.deleted_at is None:
            return not wanted.trashed
        return wanted.trashed and team.deleted_at + TRASH > work.now

    asked = TEAMS.of(org_id=work.org_id, workspace_id=work.workspace_id)
    return work.page(asked, paging, keep=keep)


def list_team_members(work: Work, team: Team, paging: Paging) -> Page[WorkspaceGrants]:
    """The members of a team."""
    names = paging.cut(team.members)
    found = work.find_many(WorkspaceGrants, _keys(team, names.data))
    return Page([member for member in found if team.id in member.teams], names.next_cursor)


def _grants(work: Work, team: Team) -> list[WorkspaceGrants]:
    return work.find_many(WorkspaceGrants, _keys(team, team.members))


def _keys(team: Team, members: Iterable[str]) -> list[Key]:
    place = {"org_id": team.org_id, "workspace_id": team.workspace_id}
    return [WorkspaceGrants.key(**place, principal_id=member) for member in members]


def _refuse_joining_oneself(work: Work, principal_id: str) -> None:
    # A team may have a role in projects that the caller has none in.
    own = work.standing.workspace_grants
    if principal_id == work.principal.id and (own is None or own.role != "ws_admin"):
        raise Forbidden("Only an admin of the workspace can put themselves into a team.")
