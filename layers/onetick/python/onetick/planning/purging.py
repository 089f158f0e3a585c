"""What waits for a task, and what it waits for."""

from dataclasses import replace

from onetick.kernel.purging import tied
from onetick.kernel.work import Work
from onetick.tasks.copies import write
from onetick.tasks.model import Task

from .events import TASK_DEPENDENCY_REMOVED
from .ordering import node_of
from .put_dependency import tell_of_blocking


def _others(task: Task) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.task_id for link in (*task.blocked_by, *task.blocks)))


def _let_go(work: Work, purged_id: str, other_id: str) -> None:
    node = node_of(work, other_id)
    if node is not None and purged_id in node.after:
        work.save(replace(node, after=tuple(one for one in node.after if one != purged_id)))
    other = work.find(Task, Task.key(org_id=work.org_id, id=other_id))
    if other is None:
        return
    waited = next((one for one in other.blocked_by if one.task_id == purged_id), None)
    held = next((one for one in other.blocks if one.task_id == purged_id), None)
    if (link := waited or held) is None:
        return
    waits = tuple(one for one in other.blocked_by if one.task_id != purged_id)
    holds = tuple(one for one in other.blocks if one.task_id != purged_id)
    free = write(work, replace(other, blocked_by=waits, blocks=holds, updated_at=work.now), other)
    side = {"direction": "blocked_by" if waited else "blocks", "type_": link.type, "lag": link.lag_days}
    work.emit(TASK_DEPENDENCY_REMOVED, free, before=other, other_id=purged_id, **side)
    tell_of_blocking(work, other, free, by=purged_id)


tied("dependency", Task, _others, _let_go)
