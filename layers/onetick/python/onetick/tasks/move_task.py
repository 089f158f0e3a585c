"""Move a task on its board.

What is asked for is an order relative to other tasks, so that is what the commit guarantees: the
tasks named as neighbours must not change until then. Another task that somebody puts into the same
gap at the same moment ends up above or below this one.
"""

from dataclasses import replace

from onetick.kernel.problems import Conflict, Fault, Unprocessable, ValidationFailed
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Section

from .changing import change
from .model import Placement, Task
from .ranks import at_end, between
from .schemas import Place
from .statuses import allowed, entering, require_agreement, section_named, status_named
from .store import COLUMN
from .targets import require_open, workflow_of


def move_task(work: Work, task: Task, place: Place) -> Task:
    """The task at another place; at the end of the section when no neighbour is named.

    It takes on the status of the section, by the rules of the workflow. Raises ValidationFailed for
    an empty place, Conflict when the project is archived or the neighbours changed their order,
    Unprocessable for a section, a status or neighbours that do not fit, InvalidTransition.
    """
    if not place.given or not any(place.given.values()):
        fault = Fault("", "incomplete", "name a section, a status or a neighbour")
        raise ValidationFailed("The body is not valid.", errors=[fault])
    require_open(work, *task.project_ids)
    above, below = (_neighbour(work, task, place, name) for name in ("after_id", "before_id"))
    section = _section(work, task, place, above or below)
    for neighbour, pointer in ((above, "/after_id"), (below, "/before_id")):
        _require_in(section, neighbour, pointer)
    after = _in_status(work, task, section, place)
    if _stands_there(work, task, section, above, below):
        return change(work, task, after)
    for neighbour in (above, below):
        if neighbour is not None:
            work.require(neighbour)
    rank = _rank(work, task, section, above, below)
    if section.id == task.section_id:
        return change(work, task, replace(after, rank=rank))
    return change(work, task, entering(work, after, section, rank))


def _neighbour(work: Work, task: Task, place: Place, name: str) -> Task | None:
    identifier = getattr(place, name)
    if identifier is None:
        return None
    found = work.find(Task, Task.key(org_id=task.org_id, id=identifier))
    usable = found is not None and found.deleted_at is None and found.project_id == task.project_id
    if not usable or identifier == task.id:
        fault = Fault(f"/{name}", "unknown", "is no other task of this project")
        raise Unprocessable("There is no such neighbour.", errors=[fault])
    return found


def _section(work: Work, task: Task, place: Place, neighbour: Task | None) -> Section:
    outline = work.load(Outline, Outline.key(org_id=task.org_id, project_id=task.project_id))
    if place.section_id is not None:
        return section_named(outline, place.section_id)
    if neighbour is not None:
        return section_named(outline, neighbour.section_id)
    assert place.status is not None
    status = status_named(workflow_of(work, task), place.status)
    named = next((section for section in outline.sections if section.status_id == status.id), None)
    return named or section_named(outline, task.section_id)


def _require_in(section: Section, neighbour: Task | None, pointer: str) -> None:
    if neighbour is not None and neighbour.section_id != section.id:
        fault = Fault(pointer, "elsewhere", f"is not in the section {section.name}")
        raise Unprocessable("The neighbour is in another section.", errors=[fault])


def _in_status(work: Work, task: Task, section: Section, place: Place) -> Task:
    if place.status is not None:
        require_agreement(section, status_named(workflow_of(work, task), place.status))
        return allowed(work, task, place.status)
    if section.status_id is None or section.id == task.section_id:
        return task
    return allowed(work, task, section.status_id)


def _stands_there(work: Work, task: Task, section: Section, above: Task | None, below: Task | None) -> bool:
    """Whether both neighbours were named and the task is between them already."""
    if above is None or below is None or section.id != task.section_id:
        return False
    return above.rank < task.rank < below.rank


def _rank(work: Work, task: Task, section: Section, above: Task | None, below: Task | None) -> str:
    if above is not None and below is not None:
        if above.rank >= below.rank:
            raise Conflict("These neighbours are not in this order any more. Look again.")
        return between(above.rank, below.rank)
    if above is not None:
        return between(above.rank, _next_rank(work, task, above, section, ascending=True))
    if below is not None:
        return between(_next_rank(work, task, below, section, ascending=False), below.rank)
    return at_end(work.now)


def _next_rank(work: Work, task: Task, anchor: Task, section: Section, *, ascending: bool) -> str | None:
    """The rank next to the anchor's on one side, of any task but the one that moves; None at the end."""
    place = {"org_id": task.org_id, "project_id": task.project_id, "section_id": section.id}
    here = f"{section.id}#{anchor.rank}"
    asked = COLUMN.of(**place, after=here) if ascending else COLUMN.of(**place, before=here).backwards()
    rows: list[Placement] = work.some(asked, limit=3)
    return next((row.rank for row in rows if row.task_id not in (task.id, anchor.id)), None)
