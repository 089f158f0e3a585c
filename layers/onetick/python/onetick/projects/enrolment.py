"""Roles in a project or a portfolio: the grant that counts, and the row in the list of members beside it."""

from dataclasses import replace

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work

from .events import S
from .model import MAX_DIRECT_ROLES, MAX_TEAMS, MemberType, ProjectMember, Shared


def enrol(
    work: Work, place: Shared, grants: WorkspaceGrants, role: ProjectRole, row: ProjectMember | None = None
) -> ProjectMember:
    """Give a person or service account a direct role; `row` is their present row in the list.

    Raises QuotaExceeded when they have a role in too many.
    """
    projects = {**grants.projects, place.id: role}
    if len(projects) > MAX_DIRECT_ROLES:
        raise QuotaExceeded(f"Nobody can have a role of their own in more than {MAX_DIRECT_ROLES} places.")
    work.save(replace(grants, projects=projects))
    kind: MemberType = "service_account" if grants.principal_id.startswith("sva_") else "user"
    return _list(work, place, row, grants.principal_id, kind, grants.name, role)


def enlist(
    work: Work, place: Shared, team_id: str, name: str, role: ProjectRole, row: ProjectMember | None = None
) -> ProjectMember:
    """List a team as a member; its role is in the own `teams` of the place."""
    return _list(work, place, row, PrincipalId(team_id), "team", name, role)


def with_team(place: S, team_id: str, role: ProjectRole) -> S:
    """The project or portfolio with a role for a team. Raises QuotaExceeded when too many have one."""
    teams = {**place.teams, team_id: role}
    if len(teams) > MAX_TEAMS:
        raise QuotaExceeded(f"At most {MAX_TEAMS} teams can have a role here.")
    return replace(place, teams=teams)


def _list(
    work: Work,
    place: Shared,
    row: ProjectMember | None,
    principal_id: PrincipalId,
    kind: MemberType,
    name: str,
    role: ProjectRole,
) -> ProjectMember:
    if row is not None:
        return work.save(replace(row, role=role, name=name))
    return work.create(
        ProjectMember(
            org_id=place.org_id,
            workspace_id=place.workspace_id,
            project_id=place.id,
            principal_id=principal_id,
            type=kind,
            role=role,
            name=name,
            added_by=work.principal.id,
            added_at=work.now,
        )
    )
