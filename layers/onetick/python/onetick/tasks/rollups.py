"""Keep the rollups of a task: what its fields make of its subtasks.

A rollup over all levels is kept level by level: each task holds what there is below it in a form that
can be joined (`Totals`), and so do the rows of its parent's subtasks. When that changes, an event of the
task carries it one level further up, so no step reads more than the subtasks of one task. Whatever order
events arrive in, the last one finds everything as it is.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

from onetick.fields.model import CustomField, Value
from onetick.fields.rollups import OF_SUBTASKS, Part, totals_of, worth
from onetick.fields.targets import field_set_of
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.paging import Paging
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.table import Position
from onetick.kernel.work import Work

from . import events
from .changing import change
from .family import MAX_SUBTASKS, Subtask
from .model import Task
from .store import SUBTASKS

V = TypeVar("V")

ROWS_AT_ONCE = 100
_OF_EVENT = {
    events.TASK_UPDATED.name: frozenset({"points", "estimate_minutes", "start_at"}),
    events.TASK_DUE_CHANGED.name: frozenset({"due_at"}),
}
"""What a rollup may take of a subtask, by the event that tells that it changed."""


def roll_up(consumer: Acting, occurrence: Occurrence) -> None:
    """Work out the rollups of the parents of a subtask that something happened to."""
    for parent_id in _parents(occurrence):
        perform(
            consumer,
            partial(_roll_up, parent_id=parent_id, occurrence=occurrence),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent
            ),
        )


def with_rollups(work: Work, task: Task) -> Task:
    """The task with its rollups as its subtasks are now."""
    rollups = _rollups(work, task)
    return _worked_out(work, task, rollups) if rollups else task


def _roll_up(work: Work, *, parent_id: str, occurrence: Occurrence) -> None:
    task = work.find(Task, Task.key(org_id=work.org_id, id=parent_id))
    if task is None or task.deleted_at is not None:
        return
    rollups = [field for field in _rollups(work, task) if _concerns(field, occurrence)]
    if rollups:
        rolled_up(work, task, _worked_out(work, task, rollups))


def rolled_up(work: Work, task: Task, after: Task) -> None:
    """Store a task with other rollups, and tell those above it of what is below it now."""
    stored = change(work, task, after)
    changed = [
        field_id
        for field_id in sorted({*task.totals, *stored.totals})
        if task.totals.get(field_id) != stored.totals.get(field_id)
    ]
    if changed:
        work.emit(events.TASK_ROLLED_UP, stored, before=task, field_ids=changed)


def _rollups(work: Work, task: Task) -> list[CustomField]:
    attached = field_set_of(work, task.project_id).attached
    return [one.field for one in attached if one.field.type == "rollup" and one.field.usable]


def _worked_out(work: Work, task: Task, rollups: list[CustomField]) -> Task:
    rows = list(_subtasks(work, task))
    parts = [_part(row) for row in rows]
    values: dict[str, Value] = dict(task.custom_fields)
    known = {field.id for field in _rollups(work, task) if field.levels == "all"}
    totals = {field_id: one for field_id, one in task.totals.items() if field_id in known}
    for field in rollups:
        below = [row.totals[field.id] for row in rows if field.id in row.totals] if field.id in known else []
        found = totals_of(field, parts, below)
        _put(values, field.id, worth(field, found))
        if field.id in known:
            _put(totals, field.id, found if found.tasks else None)
    return replace(task, custom_fields=values, totals=totals)


def _put(values: dict[str, V], field_id: str, value: V | None) -> None:
    if value is None:
        values.pop(field_id, None)
    else:
        values[field_id] = value


def _subtasks(work: Work, task: Task) -> Iterator[Subtask]:
    """All subtasks of its own, a window at a time; a task is given only so many."""
    asked = SUBTASKS.of(org_id=task.org_id, parent_id=task.id)
    start: Position | None = None
    for _ in range(2 * MAX_SUBTASKS // ROWS_AT_ONCE):
        rows = work.page(asked, Paging(limit=ROWS_AT_ONCE, start=start)).data
        yield from rows
        if len(rows) < ROWS_AT_ONCE:
            return
        start = Position(asked.query.pk, rows[-1].own_key.sk)


def _part(row: Subtask) -> Part:
    own = {name: getattr(row.task, name) for name in OF_SUBTASKS}
    return Part(done=row.task.completed_at is not None, values={**row.task.custom_fields, **own})


def _parents(occurrence: Occurrence) -> list[str]:
    """Whose subtask it is, and whose it was until then; itself first, where it missed what happened below it."""
    resource, context = occurrence.resource, occurrence.context
    itself = [occurrence.aggregate_id] if occurrence.name == events.TASK_RESTORED.name else []
    found = [*itself, resource["parent_id"]]
    if occurrence.name == events.TASK_PARENT_CHANGED.name:
        found.append(context["from"])
    return [parent for parent in dict.fromkeys(found) if parent is not None]


def _concerns(field: CustomField, occurrence: Occurrence) -> bool:
    """Whether what happened to a subtask can change a rollup."""
    name = occurrence.name
    if name == events.TASK_ROLLED_UP.name:
        return field.levels == "all" and field.id in occurrence.context["field_ids"]
    if name == events.TASK_CUSTOM_FIELD_CHANGED.name:
        return field.source == str(occurrence.context["field_id"])
    if name == events.TASK_STATUS_CHANGED.name:
        return field.function == "percent_done"
    if name in _OF_EVENT:
        return field.source in _OF_EVENT[name].intersection(occurrence.changed)
    return True
