"""A place for a task in a section: at the end, or next to other tasks.

What is asked for is an order relative to other tasks, so that is what the commit guarantees: the
tasks named as neighbours must not change until then. Another task that somebody puts into the same
gap at the same moment ends up above or below this one.
"""

from typing import Protocol

from onetick.kernel.problems import Conflict, Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Section

from .model import Task
from .parts import Slot
from .ranks import at_end, between
from .statuses import section_named
from .store import COLUMN

Neighbours = tuple[Task | None, Task | None]
"""The tasks directly above and below a place, as far as they were named."""


class NextTo(Protocol):
    """A body that may name a section and neighbours."""

    @property
    def section_id(self) -> str | None: ...
    @property
    def before_id(self) -> str | None: ...
    @property
    def after_id(self) -> str | None: ...


def neighbours(work: Work, task: Task, project_id: str, place: NextTo) -> Neighbours:
    """The tasks that a place is next to. Raises Unprocessable for what is no other task of the project."""
    above = _neighbour(work, task, project_id, place.after_id, "/after_id")
    return above, _neighbour(work, task, project_id, place.before_id, "/before_id")


def section_of(outline: Outline, project_id: str, place: NextTo, near: Neighbours) -> Section | None:
    """The section that was named, or that the neighbours are in. Raises Unprocessable where they are in another."""
    beside = next((slot_of(one, project_id) for one in near if one is not None), None)
    named = place.section_id or (beside.section_id if beside is not None else None)
    if named is None:
        return None
    section = section_named(outline, named)
    for neighbour, pointer in zip(near, ("/after_id", "/before_id"), strict=True):
        if neighbour is not None and slot_of(neighbour, project_id).section_id != section.id:
            fault = Fault(pointer, "elsewhere", f"is not in the section {section.name}")
            raise Unprocessable("The neighbour is in another section.", errors=[fault])
    return section


def rank_in(work: Work, task: Task, section: Section, near: Neighbours) -> str:
    """A rank at the place, whose neighbours stay as they are until the commit.

    Raises Conflict when they are not in this order.
    """
    for neighbour in near:
        if neighbour is not None:
            work.require(neighbour)
    above, below = (slot_of(one, section.project_id).rank if one is not None else None for one in near)
    if above is not None and below is not None:
        if above >= below:
            raise Conflict("These neighbours are not in this order any more. Look again.")
        return between(above, below)
    if above is not None:
        return between(above, _next_rank(work, task, section, above, ascending=True))
    if below is not None:
        return between(_next_rank(work, task, section, below, ascending=False), below)
    return at_end(work.instant)


def slot_of(task: Task, project_id: str) -> Slot:
    """Where a task stands in a project that it is in."""
    slot = task.slot_in(project_id)
    assert slot is not None
    return slot


def _neighbour(work: Work, task: Task, project_id: str, identifier: str | None, pointer: str) -> Task | None:
    if identifier is None:
        return None
    found = work.find(Task, Task.key(org_id=task.org_id, id=identifier))
    usable = found is not None and found.deleted_at is None and found.slot_in(project_id) is not None
    if not usable or identifier == task.id:
        fault = Fault(pointer, "unknown", "is no other task of this project")
        raise Unprocessable("There is no such neighbour.", errors=[fault])
    return found


def _next_rank(work: Work, task: Task, section: Section, rank: str, *, ascending: bool) -> str | None:
    """The rank next to another on one side, of any task but the one that moves; None at the end."""
    place = {"org_id": section.org_id, "project_id": section.project_id, "section_id": section.id}
    here = f"{section.id}#{rank}"
    asked = COLUMN.of(**place, after=here) if ascending else COLUMN.of(**place, before=here).backwards()
    rows = work.some(asked, limit=3)
    return next((row.rank for row in rows if row.task_id != task.id and row.rank != rank), None)
