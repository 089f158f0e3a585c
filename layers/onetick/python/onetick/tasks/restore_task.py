"""Take a task out of the trash."""

from dataclasses import replace

from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work
from onetick.projects.model import Outline

from .copies import write
from .custom_fields import with_formulas
from .events import TASK_RESTORED
from .model import Task
from .parents import moved_out
from .ranks import at_end
from .statuses import entering, with_status
from .targets import require_open, workflow_of


def restore_task(work: Work, task: Task) -> Task:
    """The task as it was, in its old places, or at the end of another section where one is gone.

    The subtasks that went with it follow (`restore_subtasks`). Where its own parent is still in the
    trash, it is nobody's subtask any more. Raises Conflict when it is not in the trash or its project
    is archived, Gone after 30 days.
    """
    require_in_trash("task", task.purge_at, work.now)
    require_open(work, *task.project_ids)
    return restored(work, task if _has_parent(work, task) else moved_out(work, task), before=task)


def restored(work: Work, task: Task, *, before: Task) -> Task:
    """The task out of the trash, stored and told."""
    back = _in_its_places(work, _in_a_status(work, task))
    if work.attempt > 1 and back.parent_id is not None:
        back = replace(back, subtask_rank=at_end(work.instant))
    back = replace(back, deleted_at=None, deleted_by=None, deleted_with=None, merged_into=None, updated_at=work.now)
    stored = write(work, with_formulas(work, back), before, passage="planned")
    work.emit(TASK_RESTORED, stored, before=before, with_=before.deleted_with if back.parent_id else None)
    return stored


def _in_a_status(work: Work, task: Task) -> Task:
    """A task in its old status as the workflow has it now; in the first one, where that went meanwhile."""
    workflow = workflow_of(work, task)
    status = workflow.status(task.status) or workflow.initial
    same = (status.id, status.category) == (task.status, task.status_category)
    return task if same else with_status(task, status, work.now)


def _has_parent(work: Work, task: Task) -> bool:
    if task.parent_id is None:
        return True
    parent = work.find(Task, Task.key(org_id=task.org_id, id=task.parent_id))
    return parent is not None and parent.deleted_at is None


def _in_its_places(work: Work, task: Task) -> Task:
    keys = {slot: Outline.key(org_id=task.org_id, project_id=slot.project_id) for slot in task.slots}
    work.prefetch(keys.values())
    for slot, key in keys.items():
        outline = work.load(Outline, key)
        old_section = outline.find(slot.section_id)
        home = slot.project_id == task.project_id
        section = old_section or (outline.for_status(task.status) if home else outline.sections[0])
        # Should somebody stand in the old place, the first attempt is lost and the second takes the end.
        keeps_place = old_section is not None and work.attempt == 1
        task = entering(work, task, section, slot.rank if keeps_place else at_end(work.instant))
    return task
