"""Make room where the ranks of a section have become long.

A rank grows with every insertion into the same gap. When one exceeds `CROWDED`, the tasks from
there to the next wide gap towards the end of the section are given new ranks in that gap, the
last of them first. So at every moment all tasks are in their order, and as ranks only move towards
the end, a reader who walks the section meanwhile skips none.

The work of one round is bounded: 2 windows of `REACH` rows, and one transaction. What is left is
the next round's, which the last event of this one starts.
"""

from collections.abc import Sequence
from dataclasses import replace

from onetick.kernel.consuming import Occurrence
from onetick.kernel.work import Work

from .copies import write
from .events import TASK_CROWDED, TASK_RERANKED
from .model import Task
from .parts import Slot
from .ranks import CROWDED, room, spread
from .rows import Placement
from .store import COLUMN

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
    project_id, rounds = str(occurrence.context["project_id"]), int(occurrence.context["rounds"])
    slot = None if task is None or task.deleted_at is not None else task.slot_in(project_id)
    if task is None or slot is None or len(slot.rank) <= CROWDED or rounds >= MAX_ROUNDS:
        return
    rows, ends = _around(work, task, slot)
    here = next((place for place, row in enumerate(rows) if row.task_id == task.id), None)
    if here is None:
        return
    gap = _gap(rows, here, ends=ends)
    upper = rows[gap + 1].rank if gap + 1 < len(rows) else None
    if room(rows[gap].rank, upper) >= len(slot.rank) - 1:
        return
    crowd = rows[_beginning(rows, here) : gap + 1]
    moved = _rerank(work, crowd, upper)
    if moved < len(crowd) and here <= gap - moved:
        work.emit(TASK_CROWDED, task, project_id=project_id, rounds=rounds + 1)


def _around(work: Work, task: Task, slot: Slot) -> tuple[Sequence[Placement], bool]:
    """The tasks around one, in order, it among them; and whether the section ends with the last of them."""
    place = {"org_id": task.org_id, "project_id": slot.project_id, "section_id": slot.section_id}
    here = f"{slot.section_id}#{slot.rank}"
    above = work.some(COLUMN.of(**place, before=here).backwards(), limit=REACH)
    below = work.some(COLUMN.of(**place, after=here), limit=REACH)
    return [*reversed(above), *below], len(below) < REACH


def _gap(rows: Sequence[Placement], here: int, *, ends: bool) -> int:
    """Behind which task from `here` on there is room: the nearest where it is ample, else where there is most."""
    last = len(rows) if ends else len(rows) - 1
    places = range(here, max(last, here + 1))

    def narrowness(place: int) -> int:
        upper = rows[place + 1].rank if place + 1 < len(rows) else None
        return room(rows[place].rank, upper)

    nearest = next((place for place in places if narrowness(place) <= AMPLE), None)
    return min(places, key=narrowness) if nearest is None else nearest


def _beginning(rows: Sequence[Placement], here: int) -> int:
    """The first of the tasks before `here` that stand close, too."""
    while here > 0 and len(rows[here - 1].rank) > SHORT:
        here -= 1
    return here


def _rerank(work: Work, crowd: Sequence[Placement], upper: str | None) -> int:
    """Give as many tasks of the crowd as one transaction holds their new ranks, from the last on; how many."""
    ranks = spread(crowd[-1].rank, upper, len(crowd))
    chosen = crowd[-(MAX_WRITES // 6) :]
    keys = [Task.key(org_id=row.org_id, id=row.task_id) for row in chosen]
    tasks = {task.id: task for task in work.find_many(Task, keys)}
    writes = moved = 0
    for row, rank in zip(reversed(chosen), reversed(ranks), strict=False):
        task = tasks.get(row.task_id)
        writes += 7 + len(row.task.elsewhere) + len(row.task.assignee_ids)
        if task is None or task.slot_in(row.project_id) != row.slot or writes > MAX_WRITES:
            break
        work.emit(TASK_RERANKED, write(work, task.placed(replace(row.slot, rank=rank)), task), before=task)
        moved += 1
    return moved
