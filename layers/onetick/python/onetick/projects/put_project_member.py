"""Give somebody, or a team, a role in a project."""

from dataclasses import replace

from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .enrolment import enlist, enrol, with_team
from .events import PROJECT_MEMBER_ADDED, PROJECT_MEMBER_ROLE_CHANGED
from .members import grants_of, member_of, require_other_admin, team_of
from .model import Project, ProjectMember
from .store import save


def put_project_member(work: Work, project: Project, principal_id: str, role: ProjectRole) -> ProjectMember:
    """The member with this role, the only direct one they have.

    Raises NotFound for somebody who is not in the workspace, Conflict when the last admin would be
    lost, QuotaExceeded above the limits.
    """
    row = member_of(work, project, principal_id)
    if principal_id.startswith("tem_"):
        return _put_team(work, project, principal_id, role, row)
    return _put_person(work, project, principal_id, role, row)


def _put_person(
    work: Work, project: Project, principal_id: str, role: ProjectRole, row: ProjectMember | None
) -> ProjectMember:
    grants = grants_of(work, project, principal_id)
    if grants is None or grants.status != "active":
        raise NotFound("There is no such member of the workspace.")
    before = grants.projects.get(project.id)
    if row is not None and row.role == role == before:
        return row
    if before == "admin":
        require_other_admin(work, project)
    admins = project.admins + (role == "admin") - (row is not None and row.role == "admin")
    stored = save(work, replace(project, admins=admins, updated_at=work.now), before=project)
    _emit(work, stored, principal_id, before, role)
    return enrol(work, stored, grants, role, row)


def _put_team(
    work: Work, project: Project, team_id: str, role: ProjectRole, row: ProjectMember | None
) -> ProjectMember:
    team = team_of(work, project, team_id)
    if team is None:
        raise NotFound("There is no such team in the workspace.")
    before = project.teams.get(team_id)
    if row is not None and row.role == role == before:
        return row
    stored = save(work, replace(with_team(project, team_id, role), updated_at=work.now), before=project)
    _emit(work, stored, team_id, before, role)
    return enlist(work, stored, team_id, team.name, role, row)


def _emit(work: Work, project: Project, principal_id: str, before: ProjectRole | None, role: ProjectRole) -> None:
    if before is None:
        work.emit(PROJECT_MEMBER_ADDED, project, principal_id=principal_id, role=role)
    else:
        work.emit(PROJECT_MEMBER_ROLE_CHANGED, project, principal_id=principal_id, from_=before, to=role)
