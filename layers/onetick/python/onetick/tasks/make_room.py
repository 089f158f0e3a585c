"""Make room where the ranks of a section, or of subtasks, have become long.

A rank grows with every insertion into the same gap. When one exceeds `CROWDED`, the tasks from
there to the next wide gap towards the end of their line are given new ranks in that gap, the
last of them first. So at every moment all tasks are in their order, and as ranks only move towards
the end, a reader who walks the line meanwhile skips none.

The work of one round is bounded: 2 windows of `REACH` rows, and one transaction. What is left is
the next round's, which the last event of this one starts.
"""

from collections.abc import Sequence

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work

from .copies import write
from .events import TASK_CROWDED, TASK_RERANKED
from .lines import Family, Line, Row, Section
from .model import Task
from .ranks import CROWDED, room, spread

REACH = 200
"""How many tasks on each side are looked at: more than insertions into one gap make a rank crowded."""
SHORT = CROWDED // 2
AMPLE = 20
"""A gap in which ranks are no longer than this has room for thousands."""
MAX_ROUNDS = 2 * REACH
MAX_WRITES = 80
"""Of the 100 items of a transaction; the rest is for markers and what this request adds."""


def make_room(work: Work, occurrence: Occurrence) -> None:
    """One round for the task that an event names, if it is crowded still."""
    task = work.find(Task, Task.key(org_id=occurrence.org_id, id=occurrence.aggregate_id))
    project_id, rounds = occurrence.context["project_id"], int(occurrence.context["rounds"])
    line = None if task is None or task.deleted_at is not None else _line_of(task, project_id)
    rank = None if task is None or line is None else line.rank_of(task)
    if task is None or line is None or rank is None or len(rank) <= CROWDED or rounds >= MAX_ROUNDS:
        return
    rows, ends = _around(work, line, rank)
    here = next((place for place, row in enumerate(rows) if row.task_id == task.id), None)
    if here is None:
        return
    gap = _gap(rows, here, ends=ends)
    upper = rows[gap + 1].rank if gap + 1 < len(rows) else None
    if room(rows[gap].rank, upper) >= len(rank) - 1:
        return
    crowd = rows[_beginning(rows, here) : gap + 1]
    moved = _rerank(work, line, crowd, upper)
    if moved < len(crowd) and here <= gap - moved:
        work.emit(TASK_CROWDED, task, project_id=project_id, rounds=rounds + 1)


def _line_of(task: Task, project_id: str | None) -> Line | None:
    """Its section in a project; without one, the subtasks that it is among."""
    if project_id is not None:
        return Section.of(task, project_id)
    return None if task.parent_id is None else Family(task.org_id, task.parent_id)


def _around(work: Work, line: Line, rank: str) -> tuple[Sequence[Row], bool]:
    """The tasks around a rank, in order, that at it among them; and whether the line ends with the last of them."""
    above = work.some(line.until(rank).backwards(), limit=REACH)
    below = work.some(line.after(rank), limit=REACH)
    return [*reversed(above), *below], len(below) < REACH


def _gap(rows: Sequence[Row], here: int, *, ends: bool) -> int:
    """Behind which task from `here` on there is room: the nearest where it is ample, else where there is most."""
    last = len(rows) if ends else len(rows) - 1
    places = range(here, max(last, here + 1))

    def narrowness(place: int) -> int:
        upper = rows[place + 1].rank if place + 1 < len(rows) else None
        return room(rows[place].rank, upper)

    nearest = next((place for place in places if narrowness(place) <= AMPLE), None)
    return min(places, key=narrowness) if nearest is None else nearest


def _beginning(rows: Sequence[Row], here: int) -> int:
    """The first of the tasks before `here` that stand close, too."""
    while here > 0 and len(rows[here - 1].rank) > SHORT:
        here -= 1
    return here


def _rerank(work: Work, line: Line, crowd: Sequence[Row], upper: str | None) -> int:
    """Give as many tasks of the crowd as one transaction holds their new ranks, from the last on; how many."""
    ranks = spread(crowd[-1].rank, upper, len(crowd))
    chosen = crowd[-(MAX_WRITES // 6) :]
    keys = [Task.key(org_id=work.org_id, id=row.task_id) for row in chosen]
    tasks = {task.id: task for task in work.find_many(Task, keys)}
    writes = moved = 0
    for row, rank in zip(reversed(chosen), reversed(ranks), strict=False):
        task = tasks.get(row.task_id)
        writes += 7 + len(row.task.elsewhere) + len(row.task.assignee_ids)
        if task is None or line.rank_of(task) != row.rank or writes > MAX_WRITES:
            break
        work.emit(TASK_RERANKED, write(work, line.placed(task, rank), task), before=task)
        moved += 1
    return moved
