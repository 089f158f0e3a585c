"""Put a task into a further project, move it about there, or make that its home."""

from dataclasses import replace

from onetick.kernel.authority import authorize
from onetick.kernel.problems import Fault, QuotaExceeded, ValidationFailed
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Project, Section, Status, Workflow, require_open
from onetick.projects.targets import outline_of, workflow_of

from .changing import change
from .model import MAX_PROJECTS, Task
from .parts import Slot
from .placing import neighbours, rank_in, section_of
from .schemas import PlaceInProject
from .seeing import subject_in
from .statuses import entering, require_agreement, status_named, with_status
from .targets import remember_task
from .targets import require_open as require_open_home


def add_to_project(work: Work, task: Task, project: Project, place: PlaceInProject) -> Task:
    """The task in the project: where it was asked for, else where it stands there, else at the end of a section.

    In a new home it takes on a status of that workflow, and keeps its key. Raises Forbidden when the
    caller may not change what is in the project, or in the home that it leaves; Conflict when one is
    archived; QuotaExceeded beyond `MAX_PROJECTS`; Unprocessable for a section, a status or neighbours
    that do not fit.
    """
    require_open(project)
    authorize(work, "task:edit", subject_in(task, project.id))
    settles = place.home and project.id != task.project_id
    if place.status is not None and not settles:
        fault = Fault("/status", "superfluous", "is for a new home")
        raise ValidationFailed("The body is not valid.", errors=[fault])
    slot = task.slot_in(project.id)
    if slot is None and len(task.project_ids) >= MAX_PROJECTS:
        raise QuotaExceeded(f"A task is in at most {MAX_PROJECTS} projects.")
    outline = outline_of(work, project)
    near = neighbours(work, task, project.id, place)
    section = section_of(outline, project.id, place, near)
    after = task
    if settles:
        after, section = _settled(work, task, project, outline, section, place.status)
    moves = slot is None or any(near) or (section is not None and section.id != slot.section_id)
    if not moves:
        return change(work, task, after)
    section = section or outline.for_status(after.status)
    stored = change(work, task, entering(work, after, section, rank_in(work, after, section, near)))
    remember_task(work, stored)
    return stored


def _settled(
    work: Work, task: Task, project: Project, outline: Outline, section: Section | None, status_id: str | None
) -> tuple[Task, Section]:
    """The task with its home in the project, and the section that it belongs into there."""
    require_open_home(work, task.project_id)
    authorize(work, "task:edit", subject_in(task, task.project_id))
    status = _status(workflow_of(work, project), task, section, status_id)
    if section is None:
        slot = task.slot_in(project.id)
        present = outline.find(slot.section_id) if slot is not None else None
        fits = present is not None and present.status_id in (None, status.id)
        section = present if present is not None and fits else outline.for_status(status.id)
    require_agreement(section, status)
    there = task.slot_in(project.id) or Slot(project_id=project.id, section_id=section.id, rank="")
    others = tuple(slot for slot in task.slots if slot.project_id != project.id)
    moved = replace(task, project_id=project.id, section_id=there.section_id, rank=there.rank, elsewhere=others)
    return with_status(moved, status, work.now), section


def _status(workflow: Workflow, task: Task, section: Section | None, status_id: str | None) -> Status:
    """That which was asked for, or goes with the section, or is called the same, or is the first of the same kind."""
    named = status_id or (section.status_id if section is not None else None)
    if named is not None:
        return status_named(workflow, named)
    same = workflow.status(task.status)
    alike = (status for status in workflow.statuses if status.category == task.status_category)
    return same or next(alike, None) or workflow.initial
