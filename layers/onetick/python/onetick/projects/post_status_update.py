"""Say how a project stands."""

from onetick.kernel.ids import new_id
from onetick.kernel.work import Work

from .events import PROJECT_STATUS_POSTED
from .model import Project, StatusUpdate, require_open
from .reporting import report
from .schemas import NewStatusUpdate


def post_status_update(work: Work, project: Project, new: NewStatusUpdate) -> StatusUpdate:
    """A status update; the project takes its health. Raises Conflict when the project is archived."""
    require_open(project)
    update = StatusUpdate(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        project_id=project.id,
        id=new_id("stu"),
        health=new.health,
        text=new.text,
        created_by=work.principal.id,
        created_at=work.now,
    )
    report(work, PROJECT_STATUS_POSTED, project, update)
    return work.create(update)
