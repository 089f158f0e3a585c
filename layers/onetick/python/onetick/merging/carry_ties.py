"""What a task takes over of what ties the one that becomes part of it to others: what waits for what, and relations."""

from collections.abc import Callable, Iterator
from functools import partial

from onetick.kernel.jobs import Done, work_through
from onetick.kernel.table import Key
from onetick.kernel.work import Recorded, Work
from onetick.planning.model import Node
from onetick.planning.put_dependency import put_dependency
from onetick.planning.schemas import NewDependency
from onetick.relations.model import DUPLICATES, Relations
from onetick.relations.relate_tasks import relate_tasks
from onetick.relations.targets import relations_of, types_key, types_of
from onetick.tasks.model import Task
from onetick.tasks.parts import Link

TIES_AT_ONCE = 20

Tie = tuple[str, Callable[[Work, Task, Task], object]]
"""The other task, and what ties the one that takes over to it."""


def carry_ties(work: Work, task: Task, into: Task, first: int) -> tuple[Done[None], int]:
    """Tie the one to others as the other is, from the `first` tie on; what became of them, and how many there are.

    The other keeps its own, for when it comes back. That it is a duplicate is a relation as well, where
    the workspace has that kind.
    """
    work.prefetch([types_key(work.org_id, work.workspace_id), _relations(work, task.id), _relations(work, into.id)])
    ties = list(_ties(work, task, into))
    window = ties[first : first + TIES_AT_ONCE]
    work.prefetch(
        key
        for other_id in (into.id, *(other_id for other_id, _ in window))
        for key in (_key(work, other_id), _relations(work, other_id), Node.key(org_id=work.org_id, task_id=other_id))
    )
    done = work_through(work, window, partial(_tie, work, into.id), start=first, name=lambda tie: tie[0])
    return done, len(ties)


def _tie(work: Work, into_id: str, tie: Tie) -> None:
    other_id, put = tie
    into, other = work.load(Task, _key(work, into_id)), work.find(Task, _key(work, other_id))
    if other is None or other.deleted_at is not None:
        return
    try:
        put(work, into, other)
    except Recorded as later:
        raise later.problem from None


def _ties(work: Work, task: Task, into: Task) -> Iterator[Tie]:
    for dependency in task.blocked_by:
        yield dependency.task_id, partial(_wait, link=dependency)
    for link in task.blocks:
        yield link.task_id, partial(_hold, link=link)
    kinds = types_of(work).live
    for relation in relations_of(work, task).links:
        if relation.type_id in kinds and relation.other_id != into.id:
            put = _relate if relation.direction == "outward" else _relate_back
            yield relation.other_id, partial(put, type_id=relation.type_id)
    if DUPLICATES in kinds:
        yield task.id, partial(_relate_back, type_id=DUPLICATES)


def _wait(work: Work, into: Task, other: Task, *, link: Link) -> None:
    if other.id != into.id and all(one.task_id != other.id for one in into.blocked_by):
        put_dependency(work, into, other, NewDependency(type=link.type, lag_days=link.lag_days))


def _hold(work: Work, into: Task, other: Task, *, link: Link) -> None:
    if other.id != into.id and all(one.task_id != into.id for one in other.blocked_by):
        put_dependency(work, other, into, NewDependency(type=link.type, lag_days=link.lag_days))


def _relate(work: Work, into: Task, other: Task, *, type_id: str) -> None:
    relate_tasks(work, into, other, type_id)


def _relate_back(work: Work, into: Task, other: Task, *, type_id: str) -> None:
    relate_tasks(work, other, into, type_id)


def _key(work: Work, task_id: str) -> Key:
    return Task.key(org_id=work.org_id, id=task_id)


def _relations(work: Work, task_id: str) -> Key:
    return Relations.key(org_id=work.org_id, task_id=task_id)
