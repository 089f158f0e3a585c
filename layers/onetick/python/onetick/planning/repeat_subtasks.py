"""Give the next task of a series the subtasks of the one before, all of them open again."""

from functools import partial

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work
from onetick.tasks.list_subtasks import every_subtask
from onetick.tasks.model import Task

from .repeat_task import begin_again, days_between


def repeat_subtasks(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Make each subtask anew, once, in a transaction of its own; its own event brings those below it."""
    from_id = str(occurrence.context["from_id"])
    for row in every_subtask(work, from_id):
        perform(
            consumer,
            partial(_repeat, subtask_id=row.id, from_id=from_id, to_id=occurrence.aggregate_id),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id,
                event_id=occurrence.id,
                traceparent=occurrence.traceparent,
            ),
            once=f"{occurrence.id}.{row.id}",
        )


def _repeat(work: Work, subtask_id: str, from_id: str, to_id: str) -> None:
    keys = [Task.key(org_id=work.org_id, id=one) for one in (subtask_id, from_id, to_id)]
    work.prefetch(keys)
    subtask, before, after = (work.find(Task, key) for key in keys)
    if subtask is None or before is None or after is None:
        return
    if subtask.deleted_at is not None or after.deleted_at is not None:
        return
    later = days_between(before, after)
    begin_again(
        work,
        subtask,
        start_at=subtask.start_at + later if subtask.start_at is not None else None,
        due_at=subtask.due_at + later if subtask.due_at is not None else None,
        recurrence=None,
        parent=after,
    )
