"""Give somebody, or a team, a role in a project or a portfolio."""

from dataclasses import replace

from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .enrolment import enlist, enrol, with_team
from .events import S, Told
from .members import grants_of, member_of, require_other_admin, team_of
from .model import ProjectMember
from .saving import save


def put_member(work: Work, told: Told[S], place: S, principal_id: str, role: ProjectRole) -> ProjectMember:
    """The member with this role, the only direct one they have.

    Raises NotFound for somebody who is not in the workspace, Conflict when the last admin would be
    lost, QuotaExceeded above the limits.
    """
    row = member_of(work, place, principal_id)
    if principal_id.startswith("tem_"):
        return _put_team(work, told, place, principal_id, role, row)
    return _put_person(work, told, place, principal_id, role, row)


def _put_person(
    work: Work, told: Told[S], place: S, principal_id: str, role: ProjectRole, row: ProjectMember | None
) -> ProjectMember:
    grants = grants_of(work, place, principal_id)
    if grants is None or grants.status != "active":
        raise NotFound("There is no such member of the workspace.")
    before = grants.projects.get(place.id)
    if row is not None and row.role == role == before:
        return row
    if before == "admin":
        require_other_admin(work, place)
    admins = place.admins + (role == "admin") - (row is not None and row.role == "admin")
    stored = save(work, replace(place, admins=admins, updated_at=work.now), before=place)
    _emit(work, told, stored, principal_id, before, role)
    return enrol(work, stored, grants, role, row)


def _put_team(
    work: Work, told: Told[S], place: S, team_id: str, role: ProjectRole, row: ProjectMember | None
) -> ProjectMember:
    team = team_of(work, place, team_id)
    if team is None:
        raise NotFound("There is no such team in the workspace.")
    before = place.teams.get(team_id)
    if row is not None and row.role == role == before:
        return row
    stored = save(work, replace(with_team(place, team_id, role), updated_at=work.now), before=place)
    _emit(work, told, stored, team_id, before, role)
    return enlist(work, stored, team_id, team.name, role, row)


def _emit(
    work: Work, told: Told[S], place: S, principal_id: str, before: ProjectRole | None, role: ProjectRole
) -> None:
    if before is None:
        work.emit(told.member_added, place, principal_id=principal_id, role=role)
    else:
        work.emit(told.role_changed, place, principal_id=principal_id, from_=before, to=role)
