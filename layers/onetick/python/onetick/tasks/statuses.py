"""The status of a task, what may follow it, and the section that goes with it.

A section may name a status: a task that enters the section takes the status on, and one that takes
the status on goes to the section. Where no section names a status, a task changes it and stays.
"""

from dataclasses import replace
from datetime import datetime

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.problems import Fault, InvalidTransition, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Section, Status, Workflow

from .model import Task
from .parts import Slot
from .passing import is_admitted
from .ranks import at_end
from .targets import workflow_of


def status_named(workflow: Workflow, status_id: str) -> Status:
    """A status of the workflow. Raises Unprocessable for any other."""
    found = workflow.status(status_id)
    if found is None:
        known = ", ".join(status.id for status in workflow.statuses)
        fault = Fault("/status", "unknown", f"is none of {known}")
        raise Unprocessable("The project's workflow has no such status.", errors=[fault])
    return found


def section_named(outline: Outline, section_id: str) -> Section:
    """A section of the project. Raises Unprocessable for any other."""
    found = outline.find(section_id)
    if found is None:
        fault = Fault("/section_id", "unknown", "is no section of this project")
        raise Unprocessable("The project has no such section.", errors=[fault])
    return found


def require_agreement(section: Section, status: Status) -> None:
    """Raises Unprocessable when a section and a status were asked for that exclude each other."""
    if section.status_id not in (None, status.id):
        fault = Fault("/status", "contradiction", f"the section {section.name} means {section.status_id}")
        raise Unprocessable("The section and the status do not go together.", errors=[fault])


def with_status(task: Task, status: Status, now: datetime) -> Task:
    """The task in a status; when it was finished stays as it was while it goes from one closed status to another."""
    finished = (task.completed_at or now) if status.closed else None
    return replace(task, status=status.id, status_category=status.category, completed_at=finished)


def transitioned(work: Work, task: Task, status_id: str) -> Task:
    """The task after a transition, in its section, which stays as it was read until the commit.

    Raises Forbidden, Unprocessable for an unknown status, InvalidTransition with the allowed ones.
    """
    return in_section_of_status(work, allowed(work, task, status_id))


def in_section_of_status(work: Work, after: Task) -> Task:
    """A task with a new status in the section that goes with it, which stays as it was read until the commit."""
    outline = work.load(Outline, Outline.key(org_id=after.org_id, project_id=after.project_id))
    present = outline.find(after.section_id)
    if present is not None and present.status_id == after.status:
        return after
    section = next((section for section in outline.sections if section.status_id == after.status), None)
    return after if section is None else entering(work, after, section, at_end(work.instant))


def allowed(work: Work, task: Task, status_id: str) -> Task:
    """The task in another status, if the caller and the workflow allow it. Raises as `transitioned` does."""
    workflow = workflow_of(work, task)
    status = status_named(workflow, status_id)
    if status_id == task.status:
        return task
    authorize(work, "task:transition", Subject.of(task))
    if not workflow.allows(task.status, status_id):
        following = list(workflow.following(task.status))
        raise InvalidTransition(
            f"{status_id} cannot follow {task.status}. Allowed: {', '.join(following) or 'none'}.",
            extra={"allowed": following},
        )
    return with_status(task, status, work.now)


def admitted(work: Work, draft: Task, outline: Outline, section: Section) -> tuple[Task, Section]:
    """A copy of a task and its section: where the rules let no new task have its status, it begins in the first."""
    if is_admitted(work, draft):
        return draft, section
    initial = workflow_of(work, draft).initial
    return with_status(draft, initial, work.now), outline.for_status(initial.id)


def entering(work: Work, task: Task, section: Section, rank: str) -> Task:
    """The task at a place of a section, in that section's project; the section must still be there at the commit."""
    work.require(section)
    return task.placed(Slot(project_id=section.project_id, section_id=section.id, rank=rank))
