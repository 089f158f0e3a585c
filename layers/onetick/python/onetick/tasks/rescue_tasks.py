"""Bring tasks back onto the board whose section was deleted while they entered it.

A section is deleted only when it is seen to be empty, and a task enters only while the section is
there. Neither sees the other between its look and its commit, and a lock on the section would make
everybody wait who adds a task. So whoever entered a moment before the section went is moved to the
first section of the project when the deletion is told.
"""

from functools import partial

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work
from onetick.projects.model import Outline

from .changing import change
from .model import Task
from .ranks import at_end
from .rows import Placement
from .statuses import entering
from .store import COLUMN

MOST = 100
"""How many tasks one delivery brings back; there are few moments in which they could have entered."""


def rescue_tasks(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Move every task of a deleted section to the first section that is left, each in a transaction of its own."""
    project_id = str(occurrence.resource["project_id"])
    asked = COLUMN.of(org_id=occurrence.org_id, project_id=project_id, section_id=occurrence.aggregate_id)
    for stranded in work.some(asked, limit=MOST):
        perform(
            consumer,
            partial(_move_to_first, stranded=stranded),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(correlation_id=occurrence.correlation_id, event_id=occurrence.id),
            once=f"{occurrence.id}.{stranded.task_id}",
        )


def _move_to_first(work: Work, stranded: Placement) -> None:
    task = work.find(Task, Task.key(org_id=stranded.org_id, id=stranded.task_id))
    slot = None if task is None or task.deleted_at is not None else task.slot_in(stranded.project_id)
    if task is None or slot is None or slot.section_id != stranded.section_id:
        return
    outline = work.load(Outline, Outline.key(org_id=stranded.org_id, project_id=stranded.project_id))
    change(work, task, entering(work, task, outline.sections[0], at_end(work.instant)))
