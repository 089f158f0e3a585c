"""Make the next task of a series when one is finished."""

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .repeat_task import repeat_task


def follow_completion(work: Work, occurrence: Occurrence) -> None:
    """Look at the task of an event, as it is by now: whether it is finished, one way or the other, and goes on."""
    task = work.find(Task, Task.key(org_id=occurrence.org_id, id=occurrence.aggregate_id))
    if task is None or task.deleted_at is not None or task.completed_at is None:
        return
    if task.recurrence is not None and task.recurrence.goes_on and task.recurrence.trigger == "completion":
        repeat_task(work, task)
