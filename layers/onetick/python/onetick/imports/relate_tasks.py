"""Put tasks below their parents, as the rows they came of say: one step of an import."""

from collections.abc import Iterator

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.parents import moved_under
from onetick.tasks.ranks import is_rank
from onetick.tasks.schemas import Parent
from onetick.tasks.set_parent import set_parent
from onetick.tasks.targets import family_keys

from .model import Import
from .relations import Place, ends, tie_step
from .rows import Row
from .start_import import BringIn, Reached

ROWS_AT_ONCE = 10
"""One takes up to eight writes."""


def relate_tasks(work: Work, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many rows as one transaction holds; dependencies come when all are related."""
    return tie_step(
        work,
        found,
        step,
        _parents,
        most=ROWS_AT_ONCE,
        keys=lambda task_id, _: family_keys(work.org_id, task_id),
        tie=lambda place: _relate(work, found, place),
        counted="related",
        then="dependencies",
    )


def _parents(row: Row) -> Iterator[tuple[None, str]]:
    if row.parent:
        yield None, row.parent


def _relate(work: Work, found: Import, place: Place) -> bool:
    """Whether the task of a row was put below another. Raises NotFound when the file has no such parent."""
    between = ends(work, found, place)
    if between.own is None:
        # Its own row was refused, and that was said.
        return False
    if between.other is None:
        raise NotFound(f"There is no row {place.name[:60]!r} that it could be a part of.")
    authority.authorize(work, "task:edit", Subject.of(between.own))
    said = place.row.task
    if said is None or not is_rank(said.subtask_rank):
        return set_parent(work, between.own, Parent(parent_id=between.other.id)) != between.own
    if between.own.parent_id is not None:
        return False
    change(work, between.own, moved_under(work, between.own, between.other, said.subtask_rank))
    return True
