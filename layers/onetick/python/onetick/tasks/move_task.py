"""Move a task on the board of one of its projects."""

from onetick.kernel.authority import authorize
from onetick.kernel.problems import Fault, Unprocessable, ValidationFailed
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Section

from .changing import change
from .model import Task
from .parts import Slot
from .placing import Neighbours, neighbours, rank_in, section_of, slot_of
from .schemas import Place
from .seeing import subject_in
from .statuses import allowed, entering, require_agreement, section_named, status_named
from .targets import require_open, workflow_of


def move_task(work: Work, task: Task, place: Place) -> Task:
    """The task at another place; at the end of the section when no neighbour is named.

    In its home it takes on the status of the section, by the rules of the workflow. Raises
    ValidationFailed for an empty place, Forbidden when the caller may not change what is in that
    project, Conflict when it is archived or the neighbours changed their order, Unprocessable for a
    project, a section, a status or neighbours that do not fit, InvalidTransition.
    """
    if not any((place.section_id, place.status, place.before_id, place.after_id)):
        fault = Fault("", "incomplete", "name a section, a status or a neighbour")
        raise ValidationFailed("The body is not valid.", errors=[fault])
    slot = _slot(work, task, place)
    require_open(work, slot.project_id)
    near = neighbours(work, task, slot.project_id, place)
    section = _section(work, task, slot, place, near)
    after = _in_status(work, task, section, place)
    if _stands_there(slot, section, near):
        return change(work, task, after)
    rank = rank_in(work, task, section, near)
    if section.id == slot.section_id:
        there = Slot(project_id=slot.project_id, section_id=section.id, rank=rank)
        return change(work, task, after.placed(there))
    return change(work, task, entering(work, after, section, rank))


def _slot(work: Work, task: Task, place: Place) -> Slot:
    """Where the task stands in the project that is meant. Raises Unprocessable where it is not, Forbidden."""
    slot = task.slot_in(place.project_id or task.project_id)
    if slot is None:
        fault = Fault("/project_id", "unknown", "is no project that the task is in")
        raise Unprocessable("The task is not in this project.", errors=[fault])
    if slot.project_id == task.project_id:
        return slot
    if place.status is not None:
        fault = Fault("/status", "elsewhere", "belongs to the home of the task")
        raise Unprocessable("A status is for the task's home. Name a section.", errors=[fault])
    authorize(work, "task:edit", subject_in(task, slot.project_id))
    return slot


def _section(work: Work, task: Task, slot: Slot, place: Place, near: Neighbours) -> Section:
    outline = work.load(Outline, Outline.key(org_id=task.org_id, project_id=slot.project_id))
    found = section_of(outline, slot.project_id, place, near)
    if found is not None:
        return found
    assert place.status is not None
    status = status_named(workflow_of(work, task), place.status)
    named = next((section for section in outline.sections if section.status_id == status.id), None)
    return named or section_named(outline, slot.section_id)


def _in_status(work: Work, task: Task, section: Section, place: Place) -> Task:
    if place.status is not None:
        require_agreement(section, status_named(workflow_of(work, task), place.status))
        return allowed(work, task, place.status)
    elsewhere = section.project_id != task.project_id
    if elsewhere or section.status_id is None or section.id == task.section_id:
        return task
    return allowed(work, task, section.status_id)


def _stands_there(slot: Slot, section: Section, near: Neighbours) -> bool:
    """Whether both neighbours were named and the task is between them already."""
    above, below = near
    if above is None or below is None or section.id != slot.section_id:
        return False
    return slot_of(above, slot.project_id).rank < slot.rank < slot_of(below, slot.project_id).rank
