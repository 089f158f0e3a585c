"""Roles in a project: the grant that counts, and the row in the project's list of members beside it."""

from dataclasses import replace

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work

from .model import MAX_DIRECT_ROLES, MAX_TEAMS, MemberType, Project, ProjectMember


def enrol(
    work: Work, project: Project, grants: WorkspaceGrants, role: ProjectRole, row: ProjectMember | None = None
) -> ProjectMember:
    """Give a person or service account a direct role; `row` is their present row in the list.

    Raises QuotaExceeded when they have a role in too many projects.
    """
    projects = {**grants.projects, project.id: role}
    if len(projects) > MAX_DIRECT_ROLES:
        raise QuotaExceeded(f"Nobody can have a role of their own in more than {MAX_DIRECT_ROLES} projects.")
    work.save(replace(grants, projects=projects))
    kind: MemberType = "service_account" if grants.principal_id.startswith("sva_") else "user"
    return _list(work, project, row, grants.principal_id, kind, grants.name, role)


def enlist(
    work: Work, project: Project, team_id: str, name: str, role: ProjectRole, row: ProjectMember | None = None
) -> ProjectMember:
    """List a team as a member; its role is in the project's own `teams`."""
    return _list(work, project, row, PrincipalId(team_id), "team", name, role)


def with_team(project: Project, team_id: str, role: ProjectRole) -> Project:
    """The project with a role for a team. Raises QuotaExceeded when too many have one."""
    teams = {**project.teams, team_id: role}
    if len(teams) > MAX_TEAMS:
        raise QuotaExceeded(f"At most {MAX_TEAMS} teams can have a role in a project.")
    return replace(project, teams=teams)


def _list(
    work: Work,
    project: Project,
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
            org_id=project.org_id,
            workspace_id=project.workspace_id,
            project_id=project.id,
            principal_id=principal_id,
            type=kind,
            role=role,
            name=name,
            added_by=work.principal.id,
            added_at=work.now,
        )
    )
