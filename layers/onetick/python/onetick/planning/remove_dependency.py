"""Let a task wait for another no longer."""

from dataclasses import replace

from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work
from onetick.tasks.changing import require_room
from onetick.tasks.copies import write
from onetick.tasks.model import Task
from onetick.tasks.targets import require_open

from .events import TASK_DEPENDENCY_REMOVED
from .ordering import node_of
from .put_dependency import tell_of_blocking


def remove_dependency(work: Work, task: Task, other: Task) -> Task:
    """The task, not waiting for the other. Raises NotFound when it did not, Conflict in an archived project."""
    dependency = next((one for one in task.blocked_by if one.task_id == other.id), None)
    if dependency is None:
        raise NotFound()
    require_open(work, *task.project_ids)
    waits = tuple(one for one in task.blocked_by if one.task_id != other.id)
    holds = tuple(one for one in other.blocks if one.task_id != task.id)
    stored = write(work, replace(task, blocked_by=waits, updated_at=work.now), task)
    free = write(work, replace(other, blocks=holds, updated_at=work.now), other)
    node = node_of(work, other.id)
    if node is not None:
        work.save(replace(node, after=tuple(one for one in node.after if one != task.id)))
    context = {"type_": dependency.type, "lag": dependency.lag_days}
    work.emit(TASK_DEPENDENCY_REMOVED, stored, before=task, other_id=other.id, direction="blocked_by", **context)
    work.emit(TASK_DEPENDENCY_REMOVED, free, before=other, other_id=task.id, direction="blocks", **context)
    tell_of_blocking(work, task, stored, by=other.id)
    require_room(work)
    return stored
