"""Take somebody's, or a team's, role in a project or a portfolio away."""

from dataclasses import replace

from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .events import S, Told
from .members import grants_of, member_of, require_other_admin
from .saving import save


def remove_member(work: Work, told: Told[S], place: S, principal_id: str) -> None:
    """Take the direct role away; what a team or the visibility gives stays.

    Raises NotFound for somebody without one, Conflict for the last admin.
    """
    row = member_of(work, place, principal_id)
    if row is None:
        raise NotFound("There is no such member here.")
    changed = replace(place, updated_at=work.now)
    if row.type == "team":
        teams = {team: role for team, role in place.teams.items() if team != principal_id}
        changed = replace(changed, teams=teams)
    else:
        if row.role == "admin":
            require_other_admin(work, place)
            changed = replace(changed, admins=max(0, place.admins - 1))
        grants = grants_of(work, place, principal_id)
        if grants is not None and place.id in grants.projects:
            kept = {id: role for id, role in grants.projects.items() if id != place.id}
            work.save(replace(grants, projects=kept))
    work.remove(row)
    stored = save(work, changed, before=place)
    work.emit(told.member_removed, stored, principal_id=principal_id)
