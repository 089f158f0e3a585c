"""A task out of the trash has its tags and type as they are by now: what became of them meanwhile passed it by."""

from dataclasses import replace

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work
from onetick.tasktypes.targets import types_of

from .changing import change
from .model import Task
from .tags import standing


def lose_tags(work: Work, occurrence: Occurrence) -> None:
    """Take tags off a restored task that were deleted, and give it those, and the type, that its own were merged into.

    A type that was deleted without another stays, as with all its tasks.
    """
    if not occurrence.resource["tag_ids"] and occurrence.resource.get("type_id") is None:
        return
    task = work.find(Task, Task.key(org_id=occurrence.org_id, id=occurrence.aggregate_id))
    if task is not None and task.deleted_at is None:
        type_id = types_of(work).standing(task.type_id) or task.type_id
        change(work, task, replace(task, tag_ids=standing(work, task.tag_ids), type_id=type_id))
