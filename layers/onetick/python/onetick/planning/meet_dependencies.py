"""Tell those who wait for a task when it has come as far as they need, or falls behind again."""

from dataclasses import replace
from functools import partial

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work
from onetick.tasks.copies import write
from onetick.tasks.model import Task

from .events import TASK_DEPENDENCY_CHANGED
from .model import is_met
from .put_dependency import tell_of_blocking


def meet_dependencies(consumer: Acting, occurrence: Occurrence) -> None:
    """Look at each task that waits for one that changed, in a transaction of its own."""
    for link in occurrence.resource["dependencies"]["blocks"]:
        perform(
            consumer,
            partial(_meet, task_id=link["id"], other_id=occurrence.aggregate_id),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id,
                event_id=occurrence.id,
                traceparent=occurrence.traceparent,
            ),
            once=f"{occurrence.id}.{link['id']}",
        )


def _meet(work: Work, task_id: str, other_id: str) -> None:
    """Write down how far the other task is now, whatever the event said; it stays so until the commit."""
    keys = [Task.key(org_id=work.org_id, id=one) for one in (task_id, other_id)]
    work.prefetch(keys)
    task, other = (work.find(Task, key) for key in keys)
    if task is None or other is None:
        return
    dependency = next((one for one in task.blocked_by if one.task_id == other_id), None)
    if dependency is None or dependency.met == is_met(other, dependency.type):
        return
    work.require(other)
    changed = replace(dependency, met=not dependency.met)
    waits = tuple(changed if one is dependency else one for one in task.blocked_by)
    stored = write(work, replace(task, blocked_by=waits), task)
    context = {"direction": "blocked_by", "type_": dependency.type, "lag": dependency.lag_days}
    work.emit(TASK_DEPENDENCY_CHANGED, stored, before=task, other_id=other_id, **context)
    if stored.deleted_at is None:
        tell_of_blocking(work, task, stored, by=other_id)
