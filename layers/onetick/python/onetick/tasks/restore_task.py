"""Take a task out of the trash."""

from dataclasses import replace

from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.projects.model import Outline

from .copies import write
from .events import TASK_RESTORED
from .model import Task
from .ranks import at_end
from .statuses import entering
from .targets import require_open


def restore_task(work: Work, task: Task) -> Task:
    """The task as it was, in its old place, or at the end of another section when its own is gone.

    Raises Conflict when it is not in the trash or its project is archived, Gone after 30 days.
    """
    if task.purge_at is None:
        raise Conflict("The task is not in the trash.")
    if task.purge_at <= work.now:
        raise Gone("It was in the trash for more than 30 days.")
    require_open(work, task.project_id)
    outline = work.load(Outline, Outline.key(org_id=task.org_id, project_id=task.project_id))
    old_section = outline.find(task.section_id)
    section = old_section or outline.for_status(task.status)
    # Should somebody stand in the old place, the first attempt is lost and the second takes the end.
    keeps_place = old_section is not None and work.attempt == 1
    restored = entering(work, task, section, task.rank if keeps_place else at_end(work.now))
    restored = replace(restored, deleted_at=None, deleted_by=None, updated_at=work.now)
    stored = write(work, restored, task)
    work.emit(TASK_RESTORED, stored, before=task)
    return stored
