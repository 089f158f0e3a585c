"""Let a task wait for another."""

from dataclasses import replace

from onetick.kernel.problems import Conflict, DependencyCycle, QuotaExceeded
from onetick.kernel.work import MAX_ITEMS, Recorded, Work
from onetick.tasks.changing import require_room
from onetick.tasks.copies import copies, write
from onetick.tasks.model import Task
from onetick.tasks.parts import Dependency, Link
from onetick.tasks.targets import require_open

from .events import (
    TASK_BLOCKED,
    TASK_DEPENDENCY_ADDED,
    TASK_DEPENDENCY_CHANGED,
    TASK_ORDER_REQUESTED,
    TASK_UNBLOCKED,
)
from .model import MAX_DEPENDENCIES, Node, is_met
from .ordering import TooMany, first_places, node_of, raised
from .schemas import NewDependency
from .targets import require_seen

ROOM = MAX_ITEMS - 10
"""Of the items of a transaction; the rest is for events, the idempotency record and the like."""


def put_dependency(
    work: Work, task: Task, other: Task, wanted: NewDependency, *, places: tuple[str, str] | None = None
) -> Task:
    """The task, waiting for the other in this way; at these places in the order, the other's first, where they are new.

    Raises NotFound when the caller does not see the other, DependencyCycle with the path when the other
    waits for the task already, QuotaExceeded beyond `MAX_DEPENDENCIES`, Conflict in an archived project,
    or when it takes a moment to put everything in order: then it has begun.
    """
    require_seen(work, other)
    for one in (task, other):
        require_open(work, *one.project_ids)
    present = next((one for one in task.blocked_by if one.task_id == other.id), None)
    link = Link(task_id=task.id, type=wanted.type, lag_days=wanted.lag_days)
    dependency = Dependency(
        task_id=other.id, type=wanted.type, lag_days=wanted.lag_days, met=is_met(other, wanted.type)
    )
    if present == dependency:
        return task
    if present is None:
        _require_few(task, other)
        _connect(work, other, task, places)
    waits = tuple(one for one in task.blocked_by if one.task_id != other.id)
    holds = tuple(one for one in other.blocks if one.task_id != task.id)
    stored = write(work, replace(task, blocked_by=(*waits, dependency), updated_at=work.now), task)
    held = write(work, replace(other, blocks=(*holds, link), updated_at=work.now), other)
    kind = TASK_DEPENDENCY_ADDED if present is None else TASK_DEPENDENCY_CHANGED
    context = {"type_": wanted.type, "lag": wanted.lag_days}
    work.emit(kind, stored, before=task, other_id=other.id, direction="blocked_by", **context)
    work.emit(kind, held, before=other, other_id=task.id, direction="blocks", **context)
    tell_of_blocking(work, task, stored, by=other.id)
    require_room(work)
    return stored


def tell_of_blocking(work: Work, before: Task, after: Task, *, by: str) -> None:
    """Emit that a task is held back from now on, or free to go on, when that changed."""
    if before.blocked != after.blocked:
        work.emit(TASK_BLOCKED if after.blocked else TASK_UNBLOCKED, after, by=by)


def _require_few(task: Task, other: Task) -> None:
    if len(task.blocked_by) >= MAX_DEPENDENCIES:
        raise QuotaExceeded(f"A task waits for at most {MAX_DEPENDENCIES} others.")
    if len(other.blocks) >= MAX_DEPENDENCIES:
        raise QuotaExceeded(f"At most {MAX_DEPENDENCIES} others wait for a task.")


def _connect(work: Work, first: Task, second: Task, places: tuple[str, str] | None) -> None:
    """Put the second task behind the first in the order."""
    if first.id == second.id:
        step = {"id": first.id, "key": first.code}
        raise DependencyCycle("A task cannot wait for itself.", extra={"path": [step, step]})
    before, after = node_of(work, first.id), node_of(work, second.id)
    if before is not None and after is not None:
        if before.order >= after.order:
            _raise(work, before, after, first, second)
        work.save(replace(before, after=(*before.after, second.id), project_id=first.project_id))
        return
    low, high = first_places(work, before, after, places)
    lower = before or _node(first, low)
    work.put(replace(lower, after=(*lower.after, second.id), project_id=first.project_id))
    if after is None:
        work.create(_node(second, high))


def _raise(work: Work, before: Node, after: Node, first: Task, second: Task) -> None:
    taken = sum(1 + len(list(copies(one))) for one in (first, second))
    try:
        for node in raised(work, after, before, most=max(1, ROOM - taken)):
            work.save(node)
    except TooMany:
        work.emit(TASK_ORDER_REQUESTED, second, other_id=first.id)
        problem = Conflict(
            "So many tasks depend on this one that it takes a moment to put them in order. Try again.",
            headers={"Retry-After": "3"},
        )
        raise Recorded(problem) from None


def _node(task: Task, order: str) -> Node:
    return Node(
        org_id=task.org_id, workspace_id=task.workspace_id, task_id=task.id, project_id=task.project_id, order=order
    )
