"""Create a task."""

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Project, Section, Status, Workflow, require_open
from onetick.projects.targets import outline_of, workflow_of

from . import mentions
from .changing import watched_by
from .creation import add, check_dates
from .custom_fields import filled
from .model import Task
from .parents import born_under, parent_named
from .people import all_see
from .schemas import NewTask
from .statuses import require_agreement, section_named, status_named, with_status
from .tags import tagged
from .types import type_of_new


def create_task(work: Work, project: Project, new: NewTask) -> Task:
    """A new task at the end of its section, and of the subtasks of its parent; its creator and its assignees watch it.

    Raises Conflict when the project is archived, Unprocessable for a section, a status or people
    that are not the project's, a type that it does not take, and for a parent that does not fit.
    """
    require_open(project)
    mentions.checked(new.description, "/description")
    section, status = _home(outline_of(work, project), workflow_of(work, project), new)
    caller = PrincipalId(work.principal.id)
    type_id = type_of_new(work, project, new.given)
    draft = Task(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        id=new_id("tsk"),
        code="",
        title=new.title,
        description=new.description,
        project_id=project.id,
        section_id=section.id,
        rank="",
        status=status.id,
        status_category=status.category,
        type_id=type_id,
        priority=new.priority,
        assignee_ids=all_see(work, (project.id,), new.assignee_ids, "/assignee_ids"),
        tag_ids=tagged(work, new.tag_ids),
        reporter_id=caller,
        start_at=new.start_at,
        due_at=new.due_at,
        all_day=new.all_day,
        timezone=new.timezone,
        estimate_minutes=new.estimate_minutes,
        points=new.points,
        milestone=new.milestone,
        custom_fields=filled(work, project.id, new.custom_fields, {}, creating=True, type_id=type_id),
        created_by=caller,
        created_at=work.now,
        updated_at=work.now,
    )
    check_dates(draft)
    draft = watched_by(with_status(draft, status, work.now), (caller, *draft.assignee_ids))
    if new.parent_id is not None:
        draft = born_under(work, draft, parent_named(work, new.parent_id))
    return add(work, project, section, draft)


def _home(outline: Outline, workflow: Workflow, new: NewTask) -> tuple[Section, Status]:
    """The section and the status of a new task, each following from the other where only one is given."""
    status = status_named(workflow, new.status) if new.status is not None else None
    if new.section_id is None:
        status = status or workflow.initial
        return outline.for_status(status.id), status
    section = section_named(outline, new.section_id)
    if status is not None:
        require_agreement(section, status)
        return section, status
    return section, status_named(workflow, section.status_id) if section.status_id else workflow.initial
