"""Take a sprint out of the trash."""

from dataclasses import replace

from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .events import SPRINT_RESTORED
from .model import Sprint
from .opening import planned
from .store import write
from .targets import cadence_of


def restore_sprint(work: Work, sprint: Sprint, *, before_id: str | None = None) -> Sprint:
    """The sprint as it was, with those of its tasks that were planned for no other meanwhile.

    A planned one is the last of those that are planned, or before another.

    Raises Conflict when it is not in the trash or its project is archived, Gone after 30 days,
    QuotaExceeded when too many sprints are open.
    """
    require_in_trash("sprint", sprint.purge_at, work.now)
    require_open(work, sprint.project_id)
    if sprint.state == "planned":
        work.put(planned(cadence_of(work, sprint.project_id), sprint, before_id=before_id))
    stored = write(work, replace(sprint, deleted_at=None, deleted_by=None, updated_at=work.now))
    work.emit(SPRINT_RESTORED, stored, before=sprint)
    return stored
