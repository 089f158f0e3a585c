"""Take somebody's, or a team's, role in a project away."""

from dataclasses import replace

from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .events import PROJECT_MEMBER_REMOVED
from .members import grants_of, member_of, require_other_admin
from .model import Project
from .store import save


def remove_project_member(work: Work, project: Project, principal_id: str) -> None:
    """Take the direct role away; what a team or the project's visibility gives stays.

    Raises NotFound for somebody without one, Conflict for the last admin.
    """
    row = member_of(work, project, principal_id)
    if row is None:
        raise NotFound("There is no such member of the project.")
    changed = replace(project, updated_at=work.now)
    if row.type == "team":
        teams = {team: role for team, role in project.teams.items() if team != principal_id}
        changed = replace(changed, teams=teams)
    else:
        if row.role == "admin":
            require_other_admin(work, project)
            changed = replace(changed, admins=max(0, project.admins - 1))
        grants = grants_of(work, project, principal_id)
        if grants is not None and project.id in grants.projects:
            kept = {id: role for id, role in grants.projects.items() if id != project.id}
            work.save(replace(grants, projects=kept))
    work.remove(row)
    stored = save(work, changed, before=project)
    work.emit(PROJECT_MEMBER_REMOVED, stored, principal_id=principal_id)
