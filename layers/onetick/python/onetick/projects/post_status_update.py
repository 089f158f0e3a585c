"""Say how a project, or a portfolio, stands."""

from onetick.kernel.ids import new_id
from onetick.kernel.work import Work

from .events import S, Told
from .model import StatusUpdate, require_open
from .reporting import report
from .schemas import NewStatusUpdate


def post_status_update(work: Work, told: Told[S], place: S, new: NewStatusUpdate) -> StatusUpdate:
    """A status update; what it is about takes its health. Raises Conflict when the project is archived."""
    require_open(place)
    update = StatusUpdate(
        org_id=place.org_id,
        workspace_id=place.workspace_id,
        project_id=place.id,
        id=new_id("stu"),
        health=new.health,
        text=new.text,
        created_by=work.principal.id,
        created_at=work.now,
    )
    report(work, told.status_posted, place, update)
    return work.create(update)
