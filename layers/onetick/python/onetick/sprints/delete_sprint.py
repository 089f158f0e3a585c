"""Put a sprint into the trash."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .events import SPRINT_DELETED
from .model import Sprint
from .opening import without
from .store import write
from .targets import cadence_of


def delete_sprint(work: Work, sprint: Sprint) -> None:
    """Put a sprint into the trash. Its open tasks are in the backlog from then on, without being touched.

    Raises Conflict while it is active, or in an archived project.
    """
    require_open(work, sprint.project_id)
    if sprint.state == "active":
        raise Conflict("The sprint is active. Complete it first.")
    if sprint.state == "planned":
        work.put(without(cadence_of(work, sprint.project_id), sprint))
    gone = replace(sprint, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now)
    work.emit(SPRINT_DELETED, write(work, gone), before=sprint)
