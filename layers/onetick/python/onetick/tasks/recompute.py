"""Work out anew what follows from the fields of a project, in every task it has, when its fields change.

That is the values of formulas and rollups, and where a task comes by the fields that the project
sorts by. The tasks are walked from the oldest on, a window in each transaction. A task that is right
already is not written. Working out is repeatable, so no window is remembered as done: what a crash
leaves behind is done by the next delivery. A walk that takes long goes on with an event of its own.
"""

from dataclasses import replace
from functools import partial

from onetick.fields.computing import needs
from onetick.fields.events import FIELD_COPIED, FIELD_USE_CHANGED, FIELDS_RECOMPUTED, FIELDS_SORTED
from onetick.fields.model import FieldSet
from onetick.fields.targets import field_set_of
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.jobs import work_through
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work

from .copies import write
from .custom_fields import with_formulas
from .model import Task
from .rollups import rolled_up, with_rollups
from .store import PROJECT_BY_AGE

TASKS_AT_ONCE = 20
WINDOWS = 50
"""How many windows one delivery walks."""


def recompute(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Walk the tasks of the project whose set of fields changed, if anything follows from the change."""
    continued = occurrence.name == FIELDS_RECOMPUTED.name
    project_id, field_id = occurrence.aggregate_id, occurrence.context.get("field_id")
    fields = field_set_of(work, project_id)
    after: str | None = occurrence.context["after"] if continued else ""
    if after is None or not (continued or _matters(occurrence, fields)):
        return
    act = partial(
        perform,
        consumer,
        org_id=occurrence.org_id,
        workspace_id=occurrence.workspace_id,
        cause=Cause(
            correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent
        ),
    )
    for _ in range(WINDOWS):
        after = act(partial(_window, project_id=project_id, after=after))
        if after is None:
            break
    if after is not None:
        work.emit(FIELDS_RECOMPUTED, fields, after=after, field_id=field_id)
        return
    act(partial(_end, project_id=project_id, field_id=field_id))


def _matters(occurrence: Occurrence, fields: FieldSet) -> bool:
    if occurrence.name == FIELD_COPIED.name:
        return bool(occurrence.context["matters"])
    if occurrence.context.get("resorts"):
        return True
    return occurrence.name != FIELD_USE_CHANGED.name and needs(fields, occurrence.context["field_id"])


def _window(work: Work, *, project_id: str, after: str) -> str | None:
    """The next tasks behind one; behind which to go on, if there are more."""
    asked = PROJECT_BY_AGE.of(org_id=work.org_id, project_id=project_id, after=after or None)
    rows = work.some(asked, limit=TASKS_AT_ONCE)
    projects = dict.fromkeys([project_id, *(one for row in rows for one in row.task.project_ids)])
    sets = [FieldSet.key(org_id=work.org_id, project_id=one) for one in projects]
    work.prefetch([*(Task.key(org_id=work.org_id, id=row.task_id) for row in rows), *sets])
    done = work_through(work, rows, lambda row: _recompute(work, row.task_id))
    moved = sum(done.results.values())
    if moved:
        work.emit(FIELDS_SORTED, field_set_of(work, project_id), count=moved)
    if done.count < len(rows):
        return rows[done.count - 1].task_id
    return rows[-1].task_id if len(rows) == TASKS_AT_ONCE else None


def _recompute(work: Work, task_id: str) -> bool:
    """Whether a task only got other places, which is no news of the task."""
    task = work.find(Task, Task.key(org_id=work.org_id, id=task_id))
    if task is None or task.deleted_at is not None:
        return False
    after = with_formulas(work, with_rollups(work, task) if task.subtasks.total > 0 else task)
    if after == task:
        return False
    if after != replace(task, sort_keys=after.sort_keys):
        rolled_up(work, task, after)
        return False
    write(work, after, task)
    return True


def _end(work: Work, *, project_id: str, field_id: str | None) -> None:
    """Tell that all tasks were walked: by the field that was first in it they can be sorted now."""
    fields = field_set_of(work, project_id)
    one = fields.find(field_id) if field_id is not None else None
    ready = one is not None and one.sorts and not one.sort_ready
    stored = work.save(fields.with_(replace(one, sort_ready=True))) if one is not None and ready else fields
    work.emit(FIELDS_RECOMPUTED, stored, before=fields if ready else None, after=None, field_id=field_id)
