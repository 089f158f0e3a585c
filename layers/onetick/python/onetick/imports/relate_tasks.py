"""Put tasks below their parents, as the rows they came of say: one step of an import."""

from dataclasses import replace

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.schemas import Parent
from onetick.tasks.set_parent import set_parent
from onetick.tasks.targets import family_keys

from .links import behind, link_key, task_key
from .model import Import, ImportLink
from .pieces import ROWS_OF_PIECE, piece_of
from .rows import Row
from .start_import import BringIn, Reached

ROWS_AT_ONCE = 10
"""One takes up to eight writes."""


def relate_tasks(work: Work, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many rows as one transaction holds; comments come when all are related."""
    here = step.checkpoint
    rows = piece_of(work, found.id, step.job.id, here.piece) if here.pieces else ()
    left = [(place, row) for place, row in enumerate(rows) if place >= here.row and row.parent]
    window = left[:ROWS_AT_ONCE]
    names = [name for _, row in window for name in (row.external_id, row.parent or "")]
    links = work.find_many(ImportLink, [link_key(found, name) for name in dict.fromkeys(names)])
    work.prefetch(key for link in links for key in (task_key(link), *family_keys(link.org_id, link.task_id)))
    done = work_through(
        work,
        [row for _, row in window],
        lambda row: _relate(work, found, row),
        start=here.piece * ROWS_OF_PIECE + here.row,
        name=lambda row: row.external_id[:200],
    )
    dealt_with = len(rows) - here.row if done.count == len(left) else left[done.count][0] - here.row
    following = behind(here, len(rows), dealt_with) or replace(here, stage="remarks", piece=0, row=0)
    related = sum(done.results.values())
    return Progress(next=following, counts={"related": related} if related else {}, errors=done.errors)


def _relate(work: Work, found: Import, row: Row) -> bool:
    """Whether the task of a row was put below another. Raises NotFound when the file has no such parent."""
    task, parent = (_task(work, found, name) for name in (row.external_id, row.parent or ""))
    if task is None:
        # Its own row was refused, and that was said.
        return False
    if parent is None:
        raise NotFound(f"There is no row {(row.parent or '')[:60]!r} that it could be a part of.")
    authority.authorize(work, "task:edit", Subject.of(task))
    return set_parent(work, task, Parent(parent_id=parent.id)) != task


def _task(work: Work, found: Import, name: str) -> Task | None:
    link = work.find(ImportLink, link_key(found, name))
    task = work.find(Task, task_key(link)) if link is not None else None
    return None if task is None or task.deleted_at is not None else task
