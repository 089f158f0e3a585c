"""Make the next task of a series.

The task that it follows says so from then on, and its version guards it: so of all who would make the
next one, after a crash, at the same moment or once more when it is finished again, one does.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from onetick.kernel.access import WorkspaceAccess
from onetick.kernel.ids import new_id
from onetick.kernel.work import MAX_ITEMS, Work
from onetick.projects.model import Outline, Project, Workflow
from onetick.tasks.copies import copies, write
from onetick.tasks.creation import add
from onetick.tasks.model import Task
from onetick.tasks.parents import born_under
from onetick.tasks.parts import Recurrence, Slot
from onetick.tasks.people import who_see
from onetick.tasks.ranks import at_end
from onetick.tasks.statuses import with_status

from .events import TASK_RECURRENCE_CONTINUED, TASK_RECURRENCE_ENDED, TASK_RECURRENCE_SPAWNED
from .rules import following, local, moment_of

MAX_MISSED = 5_000
_OVERHEAD = 15


def repeat_task(work: Work, task: Task) -> Task | None:
    """The next task of the series, in the places of this one, open again; None when this was the last.

    People who no longer see it are not assigned. Its subtasks follow (`repeat_subtasks`).
    """
    recurrence = task.recurrence
    assert recurrence is not None and recurrence.goes_on
    found = _next(recurrence, task, work.now)
    if found is None:
        ended = write(work, replace(task, recurrence=replace(recurrence, over=True)), task)
        work.emit(TASK_RECURRENCE_ENDED, ended, before=task)
        return None
    date, due_at = found
    start_at = _start(task, recurrence, date, due_at)
    made = begin_again(
        work,
        task,
        start_at=start_at,
        due_at=due_at,
        recurrence=replace(recurrence, occurrence=date, number=recurrence.number + 1),
        parent=_parent(work, task),
    )
    continued = write(work, replace(task, recurrence=replace(recurrence, next_id=made.id)), task)
    work.emit(TASK_RECURRENCE_CONTINUED, continued, before=task, next_id=made.id)
    return made


def begin_again(
    work: Work,
    task: Task,
    *,
    start_at: datetime | None,
    due_at: datetime | None,
    recurrence: Recurrence | None,
    parent: Task | None,
) -> Task:
    """A new task like another, in its places and at other dates, as if nothing had been done yet."""
    place = {"org_id": task.org_id, "workspace_id": task.workspace_id}
    project_key = Project.key(**place, id=task.project_id)
    workflow_key = Workflow.key(org_id=task.org_id, project_id=task.project_id)
    outlines = {slot: Outline.key(org_id=task.org_id, project_id=slot.project_id) for slot in task.slots}
    work.prefetch([project_key, workflow_key, WorkspaceAccess.key(**place), *outlines.values()])
    project, workflow = work.load(Project, project_key), work.load(Workflow, workflow_key)
    work.standing = replace(work.standing, workspace_access=work.find(WorkspaceAccess, WorkspaceAccess.key(**place)))
    outline = work.load(Outline, outlines[task.slots[0]])
    present = outline.find(task.section_id)
    fits = present is not None and present.status_id in (None, workflow.initial.id)
    section = present if present is not None and fits else outline.for_status(workflow.initial.id)
    draft = replace(
        with_status(task.untied(), workflow.initial, work.now),
        version=0,
        id=new_id("tsk"),
        assignee_ids=tuple(who_see(work, task.project_ids, task.assignee_ids)),
        sprint_id=None,
        sprint_rank=None,
        logged_minutes=0,
        created_at=work.now,
        updated_at=work.now,
        start_at=start_at,
        due_at=due_at,
        recurrence=recurrence,
    )
    if _has_room(task):
        draft = _elsewhere(work, draft, {slot: work.load(Outline, key) for slot, key in outlines.items()})
    if parent is not None:
        draft = born_under(work, draft, parent)
    made = add(work, project, section, draft, copied_from=task.id)
    work.emit(TASK_RECURRENCE_SPAWNED, made, from_id=task.id)
    return made


def _next(recurrence: Recurrence, task: Task, now: datetime) -> tuple[datetime, datetime] | None:
    """The next date by the rule and the moment that it means."""
    zone = ZoneInfo(recurrence.timezone)
    at = recurrence.occurrence
    if recurrence.anchor == "completion":
        at = datetime.combine(local(task.completed_at or now, zone).date(), at.time())
    moment = moment_of(at, zone)
    found = following(recurrence, at, moment)
    for _ in range(MAX_MISSED):
        if found is None or not recurrence.skip_missed or found[1] >= now:
            break
        found = following(recurrence, *found)
    return found


def _start(task: Task, recurrence: Recurrence, date: datetime, due_at: datetime) -> datetime | None:
    """When the next one starts: as long before it is due as this one did, by the clocks."""
    if task.start_at is None:
        return None
    zone = ZoneInfo(recurrence.timezone)
    ends = local(task.due_at, zone) if task.due_at is not None else recurrence.occurrence
    lasts = ends - local(task.start_at, zone)
    return moment_of(local(due_at, zone) - lasts, zone)


def _parent(work: Work, task: Task) -> Task | None:
    if task.parent_id is None:
        return None
    parent = work.find(Task, Task.key(org_id=task.org_id, id=task.parent_id))
    return None if parent is None or parent.deleted_at is not None else parent


def _has_room(task: Task) -> bool:
    """Whether one transaction holds the task and the next one with all their copies."""
    return 2 * (1 + len(list(copies(task)))) + len(task.elsewhere) + _OVERHEAD <= MAX_ITEMS


def _elsewhere(work: Work, draft: Task, outlines: dict[Slot, Outline]) -> Task:
    """The task at the end of its sections in other projects, those that are there still."""
    for slot, outline in outlines.items():
        section = outline.find(slot.section_id)
        if section is None or slot.project_id == draft.project_id:
            continue
        work.require(section)
        place = Slot(project_id=slot.project_id, section_id=section.id, rank=at_end(work.instant))
        draft = draft.placed(place)
    return draft


def days_between(task: Task, later: Task) -> timedelta:
    """By how much one task is due after another."""
    return later.due_at - task.due_at if later.due_at is not None and task.due_at is not None else timedelta()
