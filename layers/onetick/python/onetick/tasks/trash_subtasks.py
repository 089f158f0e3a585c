"""Subtasks go to the trash with their parent, and come out of it with their parent.

Each of them in a transaction of its own, which requires the parent to stay as it is: so whoever takes
the parent out of the trash again meanwhile stops what puts its subtasks in. Their own events carry it
on, level by level. What was done is not found again, so a delivery that breaks off goes on where it
stopped. What went to the trash before its parent, by itself, stays there.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.ids import PrincipalId
from onetick.kernel.patterns import Pattern
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work

from .copies import write
from .events import TASK_DELETED
from .model import Task
from .restore_task import restored
from .store import SUBTASKS, TRASHED_SUBTASKS

WINDOW = 100

Act = Callable[..., None]


def trash_subtasks(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Put the subtasks of a deleted task into the trash, too, unless they follow it into another."""
    if occurrence.resource["merged_into"] is not None:
        return
    _each(consumer, work, occurrence, SUBTASKS, _trash)


def restore_subtasks(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Take the subtasks of a restored task out of the trash which went there with it."""
    _each(consumer, work, occurrence, TRASHED_SUBTASKS, _restore)


def follow_parent(work: Work, occurrence: Occurrence) -> None:
    """Take a task along into the trash that became a subtask while its parent went there."""
    if (parent_id := occurrence.resource.get("parent_id")) is not None:
        _trash(work, str(parent_id), occurrence.aggregate_id)


def _each(consumer: Acting, work: Work, occurrence: Occurrence, pattern: Pattern[Any], act: Act) -> None:
    """Act on every row below the task, a window at a time; a task has at most some `MAX_SUBTASKS` of them."""
    cause = Cause(correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent)
    asked = pattern.of(org_id=occurrence.org_id, parent_id=occurrence.aggregate_id)
    for row in work.each(asked, window=WINDOW):
        perform(
            consumer,
            partial(act, parent_id=occurrence.aggregate_id, task_id=row.task_id),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=cause,
            once=f"{occurrence.id}.{row.task_id}",
        )


def _trash(work: Work, parent_id: str, task_id: str) -> None:
    parent, task = _both(work, parent_id, task_id)
    if parent is None or task is None or parent.deleted_at is None or task.deleted_at is not None:
        return
    if task.parent_id != parent_id or parent.merged_into is not None:
        return
    work.require(parent)
    by = parent.deleted_by or PrincipalId(work.principal.id)
    gone = replace(task, deleted_at=parent.deleted_at, deleted_by=by, deleted_with=parent_id, updated_at=work.now)
    work.emit(TASK_DELETED, write(work, gone, task), before=task, with_=parent_id)


def _restore(work: Work, parent_id: str, task_id: str) -> None:
    parent, task = _both(work, parent_id, task_id)
    if parent is None or task is None or parent.deleted_at is not None or task.deleted_with != parent_id:
        return
    work.require(parent)
    restored(work, task, before=task)


def _both(work: Work, parent_id: str, task_id: str) -> tuple[Task | None, Task | None]:
    keys = [Task.key(org_id=work.org_id, id=one) for one in (parent_id, task_id)]
    work.prefetch(keys)
    return work.find(Task, keys[0]), work.find(Task, keys[1])
