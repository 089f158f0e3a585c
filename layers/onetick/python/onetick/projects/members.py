"""Who is a member of a project, or of a portfolio.

Whoever may change that is an admin of it or of the workspace: no custom role gives
`project:manage_members` or `portfolio:manage_members`. So nobody gives a role above their own.
"""

from collections.abc import Sequence

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.ids import WorkspaceId
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work
from onetick.tenancy.model import Team

from .model import ProjectMember, Shared
from .store import MEMBERS
from .targets import in_path, project_target

LOOKED_AT = 100
"""How many members are looked at for those who have a role."""


def member_key(at: Arrival, project_id: str) -> Key:
    """Where the row of the principal of the path is."""
    return ProjectMember.key(org_id=at.org, project_id=project_id, principal_id=at.path["principal_id"])


def principal_key(at: Arrival, project_id: str) -> Key:
    """Where what is known of the principal of the path is."""
    place, named = {"org_id": at.org, "workspace_id": at.workspace}, at.path["principal_id"]
    if named.startswith("tem_"):
        return Team.key(**place, id=named)
    return WorkspaceGrants.key(**place, principal_id=named)


project_with_member = project_target(in_path, member_key, principal_key)
"""The project of the path, read together with what is known of the principal of the path."""


def member_of(work: Work, place: Shared, principal_id: str) -> ProjectMember | None:
    """The row of somebody in its list of members."""
    key = ProjectMember.key(org_id=place.org_id, project_id=place.id, principal_id=principal_id)
    return work.find(ProjectMember, key)


def list_members(work: Work, place: Shared, paging: Paging) -> Page[ProjectMember]:
    """One page of its members, people and teams."""
    return work.page(MEMBERS.of(org_id=place.org_id, project_id=place.id), paging)


def some_members(work: Work, place: Shared, *, after: str | None, limit: int) -> Sequence[ProjectMember]:
    """The first members behind one of them, people and teams."""
    behind = None if after is None else f"member#{after}"
    return work.some(MEMBERS.of(org_id=place.org_id, project_id=place.id, after=behind), limit=limit)


def holders_of(work: Work, project_id: str, role: ProjectRole) -> list[str]:
    """Some of the people who have this role in a project themselves, or a higher one; not those of its teams."""
    return [one.principal_id for one in _with_role(work, project_id, role) if one.type == "user"]


def holders_by_team(work: Work, project_id: str, workspace_id: WorkspaceId, role: ProjectRole) -> list[str]:
    """Some of the people who have this role in a project by a team, or a higher one, each once."""
    teams = [one.principal_id for one in _with_role(work, project_id, role) if one.type == "team"]
    keys = [Team.key(org_id=work.org_id, workspace_id=workspace_id, id=team) for team in teams]
    found = work.find_many(Team, keys)
    live = (team for team in found if team.deleted_at is None)
    return list(dict.fromkeys(member for team in live for member in team.members))


def _with_role(work: Work, project_id: str, role: ProjectRole) -> list[ProjectMember]:
    enough = ("admin",) if role == "admin" else ("admin", "editor")
    members = work.some(MEMBERS.of(org_id=work.org_id, project_id=project_id), limit=LOOKED_AT)
    return [one for one in members if one.role in enough]


def team_of(work: Work, place: Shared, team_id: str) -> Team | None:
    """A team of its workspace that is not in the trash."""
    team = work.find(Team, Team.key(org_id=place.org_id, workspace_id=place.workspace_id, id=team_id))
    return None if team is None or team.deleted_at is not None else team


def grants_of(work: Work, place: Shared, principal_id: str) -> WorkspaceGrants | None:
    """The membership of somebody in its workspace."""
    here = {"org_id": place.org_id, "workspace_id": place.workspace_id}
    return work.find(WorkspaceGrants, WorkspaceGrants.key(**here, principal_id=principal_id))


def require_other_admin(work: Work, place: Shared) -> None:
    """Raises Conflict when it would lose its last admin, unless an admin of the workspace wants it."""
    grants: WorkspaceGrants | None = work.standing.workspace_grants
    if place.admins <= 1 and (grants is None or grants.role != "ws_admin"):
        raise Conflict("It needs an admin. Make somebody else one first.")
