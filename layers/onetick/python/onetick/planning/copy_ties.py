"""Tie the copies of a project's tasks to each other as their originals are: the last stage of the job that copies it.

Which task is whose subtask, and which waits for which, is written when all copies are there. What is
tied already stays as it is, so a step that breaks off is done again without harm. Ties to tasks that
were not copied stay behind. What is made from a template is tied in the same way (`tie_together`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Done, Progress, Step, work_through
from onetick.kernel.table import Key
from onetick.kernel.work import Recorded, Work
from onetick.projects.copying import Copied, CopyProject, project_named
from onetick.tasks.changing import change
from onetick.tasks.copy_project import TASKS_AT_ONCE, originals
from onetick.tasks.family import Lineage
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task
from onetick.tasks.parents import moved_under
from onetick.tasks.parts import Link

from .model import Node
from .ordering import node_of
from .put_dependency import put_dependency
from .schemas import NewDependency


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What ties the copy of a task to that of another: that it is its subtask, of this rank, or waits for it.

    `original_id` is what it is a copy of; `places` are those of the two originals in the order of what
    depends on each other, the other's first.
    """

    original_id: str
    task_id: str
    other_id: str
    rank: str = ""
    dependency: Link | None = None
    places: tuple[str, str] | None = None


def copy_ties(work: Work, step: Step[CopyProject, Copied]) -> Progress[Copied]:
    """One step. Raises Forbidden and Gone as the steps before do."""
    source, copy = (project_named(work, id) for id in (step.parameters.source_id, step.parameters.project_id))
    wanted, after = step.parameters, step.checkpoint.after
    rows, tasks = originals(work, source, step.job, after, completed=wanted.completed)
    authority.authorize(work, "task:edit", Subject.of(copy))
    ids = {id for task in tasks if task.blocked_by for id in (task.id, *(one.task_id for one in task.blocked_by))}
    work.prefetch(Node.key(org_id=work.org_id, task_id=id) for id in ids)
    ties = [tie for task in tasks for tie in _ties_of(work, step.job.id, task)]
    done = tie_together(work, ties)
    tied = sum(done.results.values())
    counts = {"ties": tied} if tied else {}
    left = ties[done.count :]
    if left:
        behind = [task.id for task in tasks if task.id < left[0].original_id]
        after = behind[-1] if behind else step.checkpoint.after
        return Progress(next=replace(step.checkpoint, after=after), counts=counts, errors=done.errors)
    ended = len(rows) < TASKS_AT_ONCE
    following = None if ended else replace(step.checkpoint, after=rows[-1].task_id)
    return Progress(next=following, counts=counts, errors=done.errors)


def tie_together(work: Work, ties: Sequence[Tie]) -> Done[int]:
    """Write as many ties as one transaction holds: for each 1, or 0 where there is nothing to tie to, or it is tied."""
    _read(work, ties)
    return work_through(work, ties, lambda tie: _tie(work, tie), name=lambda tie: tie.original_id)


def _ties_of(work: Work, job_id: str, task: Task) -> Iterator[Tie]:
    copy = copied_id(job_id, task.id)
    if task.parent_id is not None:
        other_id = copied_id(job_id, task.parent_id)
        yield Tie(original_id=task.id, task_id=copy, other_id=other_id, rank=task.subtask_rank)
    for dependency in task.blocked_by:
        places = [node.order for id in (dependency.task_id, task.id) if (node := node_of(work, id))]
        yield Tie(
            original_id=task.id,
            task_id=copy,
            other_id=copied_id(job_id, dependency.task_id),
            dependency=dependency,
            places=(places[0], places[1]) if len(places) > 1 else None,
        )


def _read(work: Work, ties: Sequence[Tie]) -> None:
    """Everything that tying looks at, in as few calls as it takes."""
    ids = {id for tie in ties for id in (tie.task_id, tie.other_id)}
    work.prefetch(
        key
        for id in ids
        for key in (Task.key(org_id=work.org_id, id=id), _lineage(work, id), Node.key(org_id=work.org_id, task_id=id))
    )


def _lineage(work: Work, task_id: str) -> Key:
    return Lineage.key(org_id=work.org_id, task_id=task_id)


def _tie(work: Work, tie: Tie) -> int:
    task, other = (work.find(Task, Task.key(org_id=work.org_id, id=id)) for id in (tie.task_id, tie.other_id))
    if task is None or other is None or task.deleted_at is not None or other.deleted_at is not None:
        return 0
    if tie.dependency is None:
        if task.parent_id is not None:
            return 0
        change(work, task, moved_under(work, task, other, tie.rank))
        return 1
    wanted = NewDependency(type=tie.dependency.type, lag_days=tie.dependency.lag_days)
    try:
        tied = put_dependency(work, task, other, wanted, places=tie.places)
    except Recorded as later:
        raise later.problem from None
    return int(tied.version > task.version)
