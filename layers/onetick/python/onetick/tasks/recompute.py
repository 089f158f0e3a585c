"""Work out anew what follows from the fields of a project, in every task it has, when its fields change.

The tasks are walked from the oldest on, a window in each transaction. A task whose values are right
already is not written. Working out is repeatable, so no window is remembered as done: what a crash
leaves behind is done by the next delivery. A walk that takes long goes on with an event of its own.
"""

from functools import partial

from onetick.fields.computing import needs
from onetick.fields.events import FIELD_COPIED, FIELDS_RECOMPUTED
from onetick.fields.model import FieldSet
from onetick.fields.targets import field_set_of
from onetick.kernel.consuming import Occurrence
from onetick.kernel.jobs import work_through
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work

from .changing import change
from .model import Task
from .rollups import with_rollups
from .store import PROJECT_BY_AGE

TASKS_AT_ONCE = 20
WINDOWS = 50
"""How many windows one delivery walks."""


def recompute(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Walk the tasks of the project whose set of fields changed, if anything follows from the change."""
    continued = occurrence.name == FIELDS_RECOMPUTED.name
    fields = field_set_of(work, occurrence.aggregate_id)
    after: str | None = occurrence.context["after"] if continued else ""
    if after is None or not (continued or _matters(occurrence, fields)):
        return
    for _ in range(WINDOWS):
        after = perform(
            consumer,
            partial(_window, project_id=occurrence.aggregate_id, after=after),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent
            ),
        )
        if after is None:
            break
    work.emit(FIELDS_RECOMPUTED, fields, after=after)


def _matters(occurrence: Occurrence, fields: FieldSet) -> bool:
    if occurrence.name == FIELD_COPIED.name:
        return bool(occurrence.context["matters"])
    return needs(fields, occurrence.context["field_id"])


def _window(work: Work, *, project_id: str, after: str) -> str | None:
    """The next tasks behind one; behind which to go on, if there are more."""
    asked = PROJECT_BY_AGE.of(org_id=work.org_id, project_id=project_id, after=after or None)
    rows = work.some(asked, limit=TASKS_AT_ONCE)
    work.prefetch([Task.key(org_id=work.org_id, id=row.task_id) for row in rows])
    done = work_through(work, rows, lambda row: _recompute(work, row.task_id))
    if done.count < len(rows):
        return rows[done.count - 1].task_id
    return rows[-1].task_id if len(rows) == TASKS_AT_ONCE else None


def _recompute(work: Work, task_id: str) -> None:
    task = work.find(Task, Task.key(org_id=work.org_id, id=task_id))
    if task is None or task.deleted_at is not None:
        return
    change(work, task, with_rollups(work, task) if task.subtasks.total > 0 else task)
