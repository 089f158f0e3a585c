"""Move what waits for a task that was rescheduled, each as it was said then."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.model import Task

Told = Mapping[str, str | None]


def shift_dependents(consumer: Acting, occurrence: Occurrence) -> None:
    """Move each task once, in a transaction of its own."""
    for shift in occurrence.context["shifts"]:
        perform(
            consumer,
            partial(_move, shift=shift),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id,
                event_id=occurrence.id,
                traceparent=occurrence.traceparent,
            ),
            once=f"{occurrence.id}.{shift['id']}",
        )


def _move(work: Work, shift: Told) -> None:
    task = work.find(Task, Task.key(org_id=work.org_id, id=shift["id"]))
    if task is None or task.deleted_at is not None or task.completed_at is not None:
        return
    # Whoever gave it other dates since then knows better.
    if (task.start_at, task.due_at) == (_moment(shift["from_start_at"]), _moment(shift["from_due_at"])):
        change(work, task, replace(task, start_at=_moment(shift["start_at"]), due_at=_moment(shift["due_at"])))


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
