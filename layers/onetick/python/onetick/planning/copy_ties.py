"""Tie the copies of a project's tasks to each other as their originals are: the last stage of the job that copies it.

Which task is whose subtask, and which waits for which, is written when all copies are there. What is
tied already stays as it is, so a step that breaks off is done again without harm. Ties to tasks that
were not copied stay behind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.table import Key
from onetick.kernel.work import Recorded, Work
from onetick.projects.copying import Copied, CopyProject, project_named
from onetick.tasks.changing import change
from onetick.tasks.copy_project import TASKS_AT_ONCE, originals
from onetick.tasks.family import Lineage
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task
from onetick.tasks.parents import moved_under
from onetick.tasks.parts import Dependency

from .model import Node
from .ordering import node_of
from .put_dependency import put_dependency
from .schemas import NewDependency


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties the copy of a task to another: that it is its subtask, or waits for it."""

    original: Task
    task_id: str
    other_id: str
    dependency: Dependency | None


def copy_ties(work: Work, step: Step[CopyProject, Copied]) -> Progress[Copied]:
    """One step. Raises Forbidden and Gone as the steps before do."""
    source, copy = (project_named(work, id) for id in (step.parameters.source_id, step.parameters.project_id))
    rows, tasks = originals(work, source, step)
    authority.authorize(work, "task:edit", Subject.of(copy))
    ties = [tie for task in tasks for tie in _ties_of(step.job.id, task)]
    _read(work, ties)
    done = work_through(work, ties, lambda tie: _tie(work, tie), name=lambda tie: tie.original.id)
    tied = sum(done.results.values())
    counts = {"ties": tied} if tied else {}
    left = ties[done.count :]
    if left:
        behind = [task.id for task in tasks if task.id < left[0].original.id]
        after = behind[-1] if behind else step.checkpoint.after
        return Progress(next=replace(step.checkpoint, after=after), counts=counts, errors=done.errors)
    ended = len(rows) < TASKS_AT_ONCE
    following = None if ended else replace(step.checkpoint, after=rows[-1].task_id)
    return Progress(next=following, counts=counts, errors=done.errors)


def _ties_of(job_id: str, task: Task) -> Iterator[_Tie]:
    copy = copied_id(job_id, task.id)
    if task.parent_id is not None:
        yield _Tie(task, copy, copied_id(job_id, task.parent_id), None)
    for dependency in task.blocked_by:
        yield _Tie(task, copy, copied_id(job_id, dependency.task_id), dependency)


def _read(work: Work, ties: Sequence[_Tie]) -> None:
    """Everything that tying looks at, in as few calls as it takes."""
    ids = {id for tie in ties for id in (tie.task_id, tie.other_id)}
    nodes = {id for tie in ties if tie.dependency for id in (tie.original.id, tie.dependency.task_id)}
    work.prefetch(
        [
            *(key for id in ids for key in (Task.key(org_id=work.org_id, id=id), _lineage(work, id))),
            *(Node.key(org_id=work.org_id, task_id=id) for id in ids | nodes),
        ]
    )


def _lineage(work: Work, task_id: str) -> Key:
    return Lineage.key(org_id=work.org_id, task_id=task_id)


def _tie(work: Work, tie: _Tie) -> int:
    """How many ties were written: one, or none where there is nothing to tie to, or it is tied already."""
    task, other = (work.find(Task, Task.key(org_id=work.org_id, id=id)) for id in (tie.task_id, tie.other_id))
    if task is None or other is None or task.deleted_at is not None or other.deleted_at is not None:
        return 0
    if tie.dependency is None:
        if task.parent_id is not None:
            return 0
        change(work, task, moved_under(work, task, other, tie.original.subtask_rank))
        return 1
    wanted = NewDependency(type=tie.dependency.type, lag_days=tie.dependency.lag_days)
    places = [node.order for id in (tie.dependency.task_id, tie.original.id) if (node := node_of(work, id))]
    try:
        tied = put_dependency(work, task, other, wanted, places=(places[0], places[1]) if len(places) > 1 else None)
    except Recorded as later:
        raise later.problem from None
    return int(tied.version > task.version)
