"""A task out of the trash has its tags as they are by now: what became of them meanwhile passed it by."""

from dataclasses import replace

from onetick.kernel.consuming import Occurrence
from onetick.kernel.work import Work

from .changing import change
from .model import Task
from .tags import standing


def lose_tags(work: Work, occurrence: Occurrence) -> None:
    """Take tags off a restored task that were deleted, and give it those that others were merged into."""
    if not occurrence.resource["tag_ids"]:
        return
    task = work.find(Task, Task.key(org_id=occurrence.org_id, id=occurrence.aggregate_id))
    if task is not None and task.deleted_at is None:
        change(work, task, replace(task, tag_ids=standing(work, task.tag_ids)))
