"""The tasks of a sprint, in the order they are planned in.

A task has one place in its sprint, whatever its section, so it stays there while it moves over the
board. Two tasks may have the same rank for a moment; their ids then decide.
"""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .model import State, Summary, Task, half_of
from .ranks import at_end, between
from .store import SPRINT, SPRINT_HALF


def tasks_of_sprint(work: Work, sprint_id: str, state: State | None, paging: Paging) -> Page[Summary]:
    """One page of the tasks of a sprint: the open ones in order, then the finished; or only one half of them."""
    place = {"org_id": work.org_id, "sprint_id": sprint_id}
    asked = SPRINT.of(**place) if state is None else SPRINT_HALF.of(**place, half=half_of(state))
    page = work.page(asked, paging)
    return Page([row.task for row in page.data], page.next_cursor)


def first_open(work: Work, sprint_id: str, limit: int) -> list[Summary]:
    """The first open tasks of a sprint, in order."""
    asked = SPRINT_HALF.of(org_id=work.org_id, sprint_id=sprint_id, half=half_of("open"))
    return [row.task for row in work.some(asked, limit=limit)]


def rank_in_sprint(work: Work, sprint_id: str, task: Task, above: Task | None, below: Task | None) -> str:
    """A rank between two tasks of the sprint, next to the one that is given, or at the end.

    Raises Conflict when the two are in another order by now.
    """
    if above is not None and below is not None:
        if (above.sprint_rank or "") >= (below.sprint_rank or ""):
            raise Conflict("These neighbours are not in this order any more. Look again.")
        return between(above.sprint_rank, below.sprint_rank)
    if above is not None:
        return between(above.sprint_rank, _next_rank(work, sprint_id, task, above, ascending=True))
    if below is not None:
        return between(_next_rank(work, sprint_id, task, below, ascending=False), below.sprint_rank)
    return at_end(work.instant)


def _next_rank(work: Work, sprint_id: str, task: Task, anchor: Task, *, ascending: bool) -> str | None:
    """The rank next to the anchor's on one side, of any task but the one that moves; None at the end."""
    state: State = "open" if anchor.completed_at is None else "done"
    half = half_of(state)
    place = {"org_id": work.org_id, "sprint_id": sprint_id, "half": half}
    here = f"{half}#{anchor.sprint_rank}#{anchor.id}"
    asked = SPRINT_HALF.of(**place, after=here) if ascending else SPRINT_HALF.of(**place, before=here).backwards()
    rows = work.some(asked, limit=3)
    ranks = (row.rank for row in rows if row.task_id not in (task.id, anchor.id))
    return next((rank for rank in ranks if rank != anchor.sprint_rank), None)
