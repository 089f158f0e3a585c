"""Making a task the subtask of another, and no longer.

Nobody ends up below themselves, however many people move tasks at once: whoever gives a task a new
parent has followed the line from there to the top, and pins every item of it, so that two who would
close a circle together cannot both commit. A new task is below nobody yet, so it only looks at its
parent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import may
from onetick.kernel.problems import DependencyCycle, Fault, Problem, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work

from .family import MAX_LEVELS, MAX_SUBTASKS, Lineage
from .model import Task
from .ranks import at_end
from .seeing import in_words, is_live, path_of
from .targets import family_keys, require_open

_POINTER = "/parent_id"


def parent_named(work: Work, parent_id: str) -> Task:
    """The task that shall have a subtask. Raises Unprocessable, Conflict or QuotaExceeded where it may not."""
    parent = usable_parent(work, parent_id)
    if parent is None:
        fault = Fault(_POINTER, "unknown", "is no task here that you may change")
        raise Unprocessable("There is no such parent.", errors=[fault])
    require_open(work, *parent.project_ids)
    if parent.subtasks.total >= MAX_SUBTASKS:
        raise QuotaExceeded(f"A task has at most {MAX_SUBTASKS} subtasks of its own. Put some below others.")
    return parent


def usable_parent(work: Work, parent_id: str) -> Task | None:
    """A task of the workspace that is not deleted and that the caller may change."""
    work.prefetch(family_keys(work.org_id, parent_id))
    parent = work.find(Task, Task.key(org_id=work.org_id, id=parent_id))
    if parent is None or parent.workspace_id != work.workspace_id or parent.deleted_at is not None:
        return None
    return parent if is_live(work, parent) and may(work, "task:edit", Subject.of(parent)) else None


def born_under(work: Work, draft: Task, parent: Task) -> Task:
    """A new task as the last subtask of another. Raises Unprocessable when that is too deep."""
    above = (parent.id, *_lineage(work, parent.id).above)
    if len(above) > MAX_LEVELS:
        raise _too_deep()
    work.create(Lineage(org_id=draft.org_id, task_id=draft.id).under(*above))
    return replace(draft, parent_id=parent.id, subtask_rank=at_end(work.instant))


def moved_under(work: Work, task: Task, parent: Task, rank: str) -> Task:
    """A task at a place among the subtasks of another.

    Raises DependencyCycle, with the path, when that is itself or below it; Unprocessable when that is too deep.
    """
    if task.parent_id == parent.id:
        return replace(task, subtask_rank=rank)
    line = list(_line(work, parent.id))
    path = [one.task_id for one in line]
    if task.id in path:
        raise _circle(work, [*reversed(path[: path.index(task.id) + 1]), task.id])
    if len(path) + task.subtasks.levels > MAX_LEVELS:
        raise _too_deep()
    work.put(_lineage(work, task.id).under(*path))
    for lineage in line:
        _pin(work, lineage)
    return replace(task, parent_id=parent.id, subtask_rank=rank)


def moved_out(work: Work, task: Task) -> Task:
    """A task that is nobody's subtask."""
    if task.parent_id is None:
        return task
    work.put(_lineage(work, task.id).on_top())
    return replace(task, parent_id=None, subtask_rank="")


def _line(work: Work, task_id: str) -> Iterator[Lineage]:
    """The lineage of a task and of all above it, to the top; those that are known to be above are read together."""
    lineage = _lineage(work, task_id)
    work.prefetch(Lineage.key(org_id=work.org_id, task_id=one) for one in lineage.above)
    yield lineage
    for _ in range(MAX_LEVELS + 1):
        if lineage.parent_id is None:
            return
        lineage = _lineage(work, lineage.parent_id)
        yield lineage
    raise _too_deep()


def _lineage(work: Work, task_id: str) -> Lineage:
    assert work.org_id is not None
    found = work.find(Lineage, Lineage.key(org_id=work.org_id, task_id=task_id))
    return found or Lineage(org_id=work.org_id, task_id=task_id)


def _pin(work: Work, lineage: Lineage) -> None:
    if lineage.version:
        work.require(lineage)
    else:
        work.require_absent(lineage.own_key)


def _circle(work: Work, path: Sequence[str]) -> Problem:
    way = path_of(work, path)
    return DependencyCycle(f"A task cannot be below itself: {in_words(way)}.", extra={"path": way})


def _too_deep() -> Problem:
    fault = Fault(_POINTER, "too_deep", f"would lead deeper than {MAX_LEVELS} levels")
    return Unprocessable(f"Subtasks go {MAX_LEVELS} levels deep at most.", errors=[fault])
