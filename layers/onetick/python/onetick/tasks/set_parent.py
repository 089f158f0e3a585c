"""Make a task the subtask of another, at a place among its subtasks, or nobody's."""

from onetick.kernel.problems import Conflict, Fault, Unprocessable, ValidationFailed
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work

from .changing import change
from .model import Task
from .parents import moved_out, moved_under, parent_named
from .ranks import at_end, between
from .schemas import Parent
from .store import SUBTASKS
from .targets import family_keys, require_open


def set_parent(work: Work, task: Task, place: Parent) -> Task:
    """The task below another, at the end of its subtasks when no neighbour is named.

    Raises Conflict when a project is archived or the neighbours changed their order, DependencyCycle,
    Unprocessable for a parent or neighbours that do not fit, or where it is too deep.
    """
    require_open(work, *task.project_ids)
    if place.parent_id is None:
        if place.before_id or place.after_id:
            fault = Fault("/parent_id", "incomplete", "is null, so there are no neighbours")
            raise ValidationFailed("The body is not valid.", errors=[fault])
        return change(work, task, moved_out(work, task))
    if place.parent_id == task.parent_id and not (place.before_id or place.after_id):
        return task
    parent = parent_named(work, place.parent_id)
    above, below = (_neighbour(work, task, parent, place, name) for name in ("after_id", "before_id"))
    for neighbour in (above, below):
        if neighbour is not None:
            work.require(neighbour)
    return change(work, task, moved_under(work, task, parent, _rank(work, task, parent, above, below)))


def family_of_body(at: Arrival) -> list[Key]:
    """The parent and the neighbours that the body names."""
    names = (at.body.before_id, at.body.after_id)
    neighbours = [Task.key(org_id=at.org, id=name) for name in names if name is not None]
    parent = family_keys(at.org, at.body.parent_id) if at.body.parent_id is not None else []
    return [*family_keys(at.org, at.path["task_id"]), *parent, *neighbours]


def _neighbour(work: Work, task: Task, parent: Task, place: Parent, name: str) -> Task | None:
    identifier = getattr(place, name)
    if identifier is None:
        return None
    found = work.find(Task, Task.key(org_id=task.org_id, id=identifier))
    usable = found is not None and found.deleted_at is None and found.parent_id == parent.id
    if not usable or identifier == task.id:
        fault = Fault(f"/{name}", "unknown", "is no other subtask of this parent")
        raise Unprocessable("There is no such neighbour.", errors=[fault])
    return found


def _rank(work: Work, task: Task, parent: Task, above: Task | None, below: Task | None) -> str:
    if above is not None and below is not None:
        if above.subtask_rank >= below.subtask_rank:
            raise Conflict("These neighbours are not in this order any more. Look again.")
        return between(above.subtask_rank, below.subtask_rank)
    if above is not None:
        return between(above.subtask_rank, _next_rank(work, task, above, ascending=True))
    if below is not None:
        return between(_next_rank(work, task, below, ascending=False), below.subtask_rank)
    return at_end(work.instant)


def _next_rank(work: Work, task: Task, anchor: Task, *, ascending: bool) -> str | None:
    """The rank next to the anchor's on one side, of any subtask but the one that moves; None at the end."""
    place = {"org_id": task.org_id, "parent_id": anchor.parent_id}
    here = f"subtask#{anchor.subtask_rank}"
    asked = SUBTASKS.of(**place, after=here) if ascending else SUBTASKS.of(**place, before=here).backwards()
    rows = work.some(asked, limit=3)
    return next((row.rank for row in rows if row.task_id not in (task.id, anchor.id)), None)
