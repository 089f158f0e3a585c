"""Undo what a change set did to what a task waits for, and to how it recurs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.problems import Conflict, NotFound
from onetick.kernel.table import Key
from onetick.kernel.work import Recorded, Work
from onetick.tasks.copies import write
from onetick.tasks.model import Task
from onetick.tasks.parts import Dependency, Recurrence
from onetick.tasks.targets import require_open

from .events import TASK_RECURRENCE_REMOVED, TASK_RECURRENCE_SET
from .model import Node
from .put_dependency import put_dependency
from .remove_dependency import remove_dependency
from .schemas import NewDependency

_COURSE: Mapping[str, Any] = {"occurrence": None, "number": 0, "next_id": None, "over": False}
"""Where in its course a series is, taken out of the comparison: it follows by itself."""


def undo_ties(work: Work, touched: Touched[Task]) -> None:
    """Take back which tasks a task waits for, and by which rule it comes again.

    Each dependency is a thing of its own, and so is the rule. Raises Overtaken when somebody has changed
    the same since or the series has gone on; what `put_dependency` raises, such as DependencyCycle, when
    it is not possible any more.
    """
    before, after = touched.before, touched.after
    if before is None or after is None:
        return
    now = touched.present()
    dependencies, rule = _dependencies(before, after, now), _rule(before, after, now)
    if not dependencies and not rule:
        return
    if now.deleted_at is not None:
        raise Overtaken(("deleted_at",))
    authorize(work, "task:edit", Subject.of(now))
    for other_id, wanted in dependencies.items():
        with work.part():
            _depend(work, touched.id, other_id, wanted)
    if rule:
        with work.part():
            _recur(work, _present(work, touched.id), before)


def keys_of_ties(work: Work, task_id: str) -> list[Key]:
    """What undoing a dependency of a task reads of it beside the task itself."""
    return [Node.key(org_id=work.org_id, task_id=task_id)]


def _dependencies(before: Task, after: Task, now: Task) -> Mapping[str, NewDependency | None]:
    """How the task shall wait for others again: None for those that it shall wait for no longer."""
    was, left, is_now = (_said(one.blocked_by) for one in (before, after, now))
    back: dict[str, NewDependency | None] = {}
    for other_id in [*was, *(one for one in left if one not in was)]:
        if was.get(other_id) in (left.get(other_id), is_now.get(other_id)):
            continue
        if is_now.get(other_id) != left.get(other_id):
            raise Overtaken(("blocked_by",))
        back[other_id] = was.get(other_id)
    return back


def _said(dependencies: tuple[Dependency, ...]) -> Mapping[str, NewDependency]:
    """What people said of them; whether one is met follows by itself."""
    return {one.task_id: NewDependency(type=one.type, lag_days=one.lag_days) for one in dependencies}


def _depend(work: Work, task_id: str, other_id: str, wanted: NewDependency | None) -> None:
    task, other = _present(work, task_id), _present(work, other_id)
    if wanted is None:
        remove_dependency(work, task, other)
        return
    if other.workspace_id != task.workspace_id or other.deleted_at is not None:
        raise NotFound("The task that it waited for is in the trash. Restore that first.")
    try:
        put_dependency(work, task, other, wanted)
    except Recorded as refusal:
        raise refusal.problem from None


def _rule(before: Task, after: Task, now: Task) -> bool:
    """Whether its rule must be set back."""
    was, left, is_now = (_plain(one.recurrence) for one in (before, after, now))
    if was in (left, is_now):
        return False
    if is_now != left:
        raise Overtaken(("recurrence",))
    if now.recurrence is not None and not now.recurrence.goes_on:
        raise Overtaken(("recurrence",), "The series has gone on since: change the task that follows, if there is one.")
    return True


def _plain(recurrence: Recurrence | None) -> Recurrence | None:
    return None if recurrence is None else replace(recurrence, **_COURSE)


def _recur(work: Work, now: Task, before: Task) -> None:
    require_open(work, *now.project_ids)
    recurrence = before.recurrence
    if recurrence is not None and recurrence.goes_on and now.completed_at is not None:
        raise Conflict("The task is finished by now. Reopen it, and it can recur again.")
    if recurrence is not None and now.due_at is None:
        raise Conflict("The task has no due date any more, and cannot come again without one.")
    stored = write(work, replace(now, recurrence=recurrence, updated_at=work.now), now)
    work.emit(TASK_RECURRENCE_REMOVED if recurrence is None else TASK_RECURRENCE_SET, stored, before=now)


def _present(work: Work, task_id: str) -> Task:
    return work.load(Task, Task.key(org_id=work.org_id, id=task_id))
