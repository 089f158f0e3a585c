"""Let tasks wait for each other, as the rows they came of say: one step of an import."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import ItemError, Progress, Step
from onetick.kernel.problems import NotFound, Problem
from onetick.kernel.table import Key
from onetick.kernel.work import Recorded, Work
from onetick.planning.model import Node
from onetick.planning.put_dependency import put_dependency
from onetick.planning.schemas import NewDependency
from onetick.tasks.model import Task
from onetick.tasks.ranks import at_end, is_rank

from .model import Import
from .relations import Place, beginning_of, ends, following, tie_through, window
from .rows import Row
from .start_import import BringIn, Reached, Stage

TIES_AT_ONCE = 10
"""One takes up to eleven writes."""


@dataclass(frozen=True, slots=True)
class _Waits:
    """How the task of a row and another depend on each other, and their places in the order where those are known."""

    waits: bool
    wanted: NewDependency
    places: tuple[str, str] | None = None


def connect_tasks(work: Work, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many dependencies as one transaction holds; comments come when all are there."""
    here = step.checkpoint
    places, last = window(work, found, step.job.id, here, _dependencies, most=TIES_AT_ONCE)
    done = tie_through(
        work, found, places, lambda task_id, _: _keys(work, task_id), lambda place: _connect(work, found, place)
    )
    then = following(here, places, done.count, last=last)
    tied = sum(result is True for result in done.results.values())
    later = [
        ItemError.of(result, index=places[place].row.line, item=places[place].row.external_id[:200])
        for place, result in done.results.items()
        if isinstance(result, Problem)
    ]
    return Progress(
        next=then or beginning_of(_behind(found), here),
        done=done.count,
        counts={"dependencies": tied} if tied else {},
        errors=[*done.errors, *later],
    )


def _behind(found: Import) -> Stage:
    return "references" if found.source == "onetick_archive" else "remarks"


def _keys(work: Work, task_id: str) -> list[Key]:
    return [Task.key(org_id=work.org_id, id=task_id), Node.key(org_id=work.org_id, task_id=task_id)]


def _dependencies(row: Row) -> Iterator[tuple[_Waits, str]]:
    if row.task is not None:
        for one in row.task.blocked_by:
            wanted = NewDependency(type=one.type, lag_days=one.lag_days)
            known = is_rank(one.order) and is_rank(row.task.order)
            yield _Waits(True, wanted, (one.order, row.task.order) if known else None), one.task_id
        return
    plain = NewDependency()
    for name in row.blocked_by:
        yield _Waits(waits=True, wanted=plain), name
    for name in row.blocks:
        yield _Waits(waits=False, wanted=plain), name


def _connect(work: Work, found: Import, place: Place) -> bool | Problem:
    """Whether two tasks depend on each other now that did not, or why it takes a moment until they can.

    Raises NotFound when the file has no such row.
    """
    between, how = ends(work, found, place), place.tie
    assert isinstance(how, _Waits)
    if between.own is None:
        return False
    if between.other is None:
        raise NotFound(f"There is no row {place.name[:60]!r} that it could {'wait for' if how.waits else 'hold back'}.")
    first, second = (between.other, between.own) if how.waits else (between.own, between.other)
    for task in (first, second):
        authority.authorize(work, "task:edit", Subject.of(task))
    if any(one.task_id == first.id for one in second.blocked_by):
        # Both rows may say so, or an earlier import; somebody may have set its kind since.
        return False
    try:
        put_dependency(
            work, second, first, how.wanted, places=how.places or (_place(found, first), _place(found, second))
        )
    except Recorded as later:
        # What it left, the order to make room, is kept; the same file brought in again finds the room.
        return later.problem
    return True


def _place(found: Import, task: Task) -> str:
    """Where a task is put in the order of what waits for what: mostly a file names first what comes first."""
    number = task.code.rpartition("-")[2]
    return at_end(found.created_at + timedelta(microseconds=int(number) if number.isdecimal() else 0))
