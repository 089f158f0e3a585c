"""Keep the numbers of a task's subtasks, after every event of a subtask that changes them.

Every event of a subtask says whose it was at that moment, and how many it had below itself. So what it
adds to its parent, or takes away, follows from the event alone, whatever happened since and in
whatever order events arrive; on the way a number may even be below zero. A change of a task's numbers
is an event of that task, which carries it one level further up.

What goes to the trash with its parent changes nothing: the parent keeps its numbers there, for when
both come back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work

from . import events
from .copies import write
from .family import MAX_LEVELS
from .model import Task
from .parts import Progress


@dataclass(frozen=True, slots=True)
class _Change:
    """By how much the numbers of a parent differ; `levels` is how many there are below it at least."""

    done: int = 0
    total: int = 0
    all_done: int = 0
    all_total: int = 0
    levels: int = 0

    def __neg__(self) -> "_Change":
        return _Change(-self.done, -self.total, -self.all_done, -self.all_total)

    def __bool__(self) -> bool:
        return any((self.done, self.total, self.all_done, self.all_total))


def count_subtasks(consumer: Acting, occurrence: Occurrence) -> None:
    """Count one event at each parent whose numbers it changes, once each."""
    climbed = int(occurrence.context["climbed"]) if occurrence.name == events.TASK_PROGRESS_CHANGED.name else 0
    if climbed >= MAX_LEVELS:
        return
    for parent_id, change in _changes(occurrence):
        if change:
            perform(
                consumer,
                partial(_count, parent_id=parent_id, change=change, climbed=climbed + 1),
                org_id=occurrence.org_id,
                workspace_id=occurrence.workspace_id,
                cause=Cause(
                    correlation_id=occurrence.correlation_id,
                    event_id=occurrence.id,
                    traceparent=occurrence.traceparent,
                ),
                once=f"{occurrence.id}.{parent_id}",
            )


def _count(work: Work, parent_id: str, change: _Change, climbed: int) -> None:
    parent = work.find(Task, Task.key(org_id=work.org_id, id=parent_id))
    if parent is None:
        return
    before = parent.subtasks
    after = Progress(
        done=before.done + change.done,
        total=before.total + change.total,
        all_done=before.all_done + change.all_done,
        all_total=before.all_total + change.all_total,
        levels=max(before.levels, change.levels) if before.total + change.total > 0 else 0,
    )
    stored = write(work, replace(parent, progress=after), parent)
    # What went to the trash by itself counts for nobody above it any more.
    counts = parent.deleted_at is None or parent.deleted_with is not None
    context = {"climbed": climbed if counts else MAX_LEVELS}
    context |= {"all_done": change.all_done, "all_total": change.all_total}
    work.emit(events.TASK_PROGRESS_CHANGED, stored, before=parent, **context)
    if _complete(after) and not _complete(before):
        work.emit(events.TASK_SUBTASKS_COMPLETED, stored)


def _complete(progress: Progress) -> bool:
    return 0 < progress.total == progress.done


def _changes(occurrence: Occurrence) -> Iterator[tuple[str, _Change]]:
    """Whose numbers an event of a subtask changes, and by how much."""
    resource, previous, context = occurrence.resource, occurrence.previous, occurrence.context
    parent_id = resource["parent_id"]
    match occurrence.name:
        case "task.created":
            yield from _at(parent_id, _all_of(resource))
        case "task.status_changed":
            change = int(resource["completed_at"] is not None) - int(_was_finished(resource, previous))
            yield from _at(parent_id, _Change(done=change, all_done=change))
        case "task.parent_changed" if context["from"] != context["to"]:
            yield from _at(context["from"], -_all_of(resource))
            yield from _at(context["to"], _all_of(resource))
        case "task.deleted" if context["with"] is None:
            yield from _at(parent_id, -_all_of(resource))
        case "task.restored" if context["with"] is None:
            yield from _at(parent_id, _all_of(resource))
            # It left its parent behind in the trash, whose numbers it was still in.
            yield from _at(previous.get("deleted_with"), -_all_of(resource))
        case "task.progress_changed":
            levels = 1 + resource["subtasks"]["levels"]
            yield from _at(parent_id, _Change(0, 0, context["all_done"], context["all_total"], levels))


def _at(parent_id: str | None, change: _Change) -> Iterator[tuple[str, _Change]]:
    if parent_id is not None:
        yield parent_id, change


def _all_of(resource: Mapping[str, Any]) -> _Change:
    """A subtask itself, and all that is below it."""
    below, done = resource["subtasks"], int(resource["completed_at"] is not None)
    return _Change(done, 1, done + below["all_done"], 1 + below["all_total"], 1 + below["levels"])


def _was_finished(resource: Mapping[str, Any], previous: Mapping[str, Any]) -> bool:
    return previous.get("completed_at", resource["completed_at"]) is not None
