"""Plan a sprint."""

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open

from .events import SPRINT_CREATED
from .model import Sprint
from .opening import check_days, planned
from .schemas import NewSprint
from .store import write
from .targets import cadence_of


def create_sprint(work: Work, project: Project, new: NewSprint) -> Sprint:
    """A planned sprint, behind those of the project that are planned already.

    Raises Conflict when the project is archived, Unprocessable for days that do not fit,
    QuotaExceeded when too many sprints are open.
    """
    require_open(project)
    check_days(new.start_on, new.end_on)
    sprint = Sprint(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        project_id=project.id,
        id=new_id("spr"),
        name=new.name,
        goal=new.goal,
        start_on=new.start_on,
        end_on=new.end_on,
        timezone=new.timezone,
        capacity_points=new.capacity_points,
        capacity_minutes=new.capacity_minutes,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    cadence = cadence_of(work, project.id)
    work.put(planned(cadence, sprint))
    stored = write(work, sprint)
    work.emit(SPRINT_CREATED, stored)
    return stored
