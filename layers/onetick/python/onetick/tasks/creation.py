"""What every new task has in common, whether it is made from nothing or after another."""

from dataclasses import replace

from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project, Section

from . import mentions
from .changing import tell_mentioned
from .copies import write
from .custom_fields import with_formulas
from .deadlines import in_order
from .events import TASK_ASSIGNED, TASK_CREATED
from .guesses import remember
from .model import Task, TaskCounter, TaskKey
from .ranks import at_end


def add(
    work: Work,
    project: Project,
    section: Section,
    draft: Task,
    *,
    copied_from: str | None = None,
    rank: str | None = None,
    quietly: bool = False,
    was_timed: bool = False,
) -> Task:
    """Store a new task under the next number of its project, at a rank or at the end of a section.

    `draft` lacks only its key and rank. One that is added `quietly`, among many, is told by one event; one that
    `was_timed` comes with the times that it was in its statuses.
    """
    code = f"{project.code}-{_next_number(work, project)}"
    key = TaskKey(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        code=code,
        task_id=draft.id,
        project_id=project.id,
    )
    work.create(key)
    work.require(section)
    placed = replace(draft, code=code, section_id=section.id, rank=rank or at_end(work.instant))
    stored = write(work, with_formulas(work, placed), was_timed=was_timed)
    work.emit(TASK_CREATED, stored, copied_from=copied_from)
    if stored.assignee_ids and not quietly:
        before = replace(stored, assignee_ids=())
        work.emit(TASK_ASSIGNED, stored, before=before, added=stored.assignee_ids, removed=())
    if copied_from is None and not quietly:
        # Whoever is mentioned in a copy knows from the original.
        tell_mentioned(work, stored, mentions.mentioned(stored.description))
    for name in (stored.id, stored.code):
        remember(work.org_id, work.principal.id, name.upper(), project.id)
    return stored


def check_dates(task: Task) -> None:
    """Raises Unprocessable for a task that would be due before it starts."""
    if not is_in_order(task):
        fault = Fault("/due_at", "before_start", "is before start_at")
        raise Unprocessable("A task cannot be due before it starts.", errors=[fault])


def is_in_order(task: Task) -> bool:
    """Whether a task is due after it starts, as far as it has both dates."""
    if task.start_at is None or task.due_at is None:
        return True
    return in_order(task.start_at, task.due_at, all_day=task.all_day, timezone=task.timezone)


def _next_number(work: Work, project: Project) -> int:
    """The next number of a project's tasks.

    The first attempt counts within the transaction, which costs no call. Whoever loses that race
    takes a number at once and keeps it, so that many creators at the same time do not starve; a
    number taken by work that then fails is never given again.
    """
    key = TaskCounter.key(org_id=project.org_id, project_id=project.id)
    if work.attempt > 1:
        return work.reserve(key)
    counter = work.find(TaskCounter, key) or TaskCounter()
    return work.put(replace(counter, org_id=project.org_id, project_id=project.id)).version
