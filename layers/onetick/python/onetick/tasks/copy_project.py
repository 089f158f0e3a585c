"""Copy a project's tasks, and before them what else is in it: one step of the job that duplicates a project.

Which of the copies belong below each other, and which wait for each other, is written when all are
there (`onetick.planning.copy_ties`).
"""

from collections.abc import Sequence
from dataclasses import replace

from onetick.fields.copy_fields import copy_fields, fields_left
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Job, Progress, Step, work_through
from onetick.kernel.work import Work
from onetick.projects.copying import Copied, CopyProject, copy_structure, project_named, rename_in_rules
from onetick.projects.model import Outline, Project
from onetick.projects.targets import outline_of

from .changing import watched_by
from .creation import add
from .identity import copied_id
from .model import COUNT_SHARDS, ColumnCounts, Task
from .people import prepare, who_see
from .rows import Placement
from .statuses import admitted
from .store import PROJECT_BY_AGE

TASKS_AT_ONCE = 24
"""One that is not assigned takes four writes."""


def copy_project(work: Work, step: Step[CopyProject, Copied]) -> Progress[Copied]:
    """One step: of the sections, members and fields first, then of the tasks, the oldest first.

    Tasks that are made in the source while it is copied stay behind. Raises Forbidden when the caller
    may not see the source, or write into the copy, any more; Gone when one of them was deleted.
    """
    wanted, checkpoint = step.parameters, step.checkpoint
    if checkpoint.stage in ("sections", "members"):
        return _then(copy_structure(work, step), wanted)
    source, copy = project_named(work, wanted.source_id), project_named(work, wanted.project_id)
    if checkpoint.stage == "fields":
        return _then(_fields(work, source, copy, checkpoint), wanted)
    rows, tasks = originals(work, source, step.job, checkpoint.after, completed=wanted.completed)
    authority.authorize(work, "task:create", Subject.of(copy))
    outline = outline_of(work, copy)
    prepare(work, (copy.id,), [one for task in tasks for one in task.assignee_ids])
    done = work_through(
        work, tasks, lambda task: _copy(work, step, copy, outline, task), start=step.job.done, name=lambda task: task.id
    )
    whole = done.count == len(tasks)
    ended = whole and len(rows) < TASKS_AT_ONCE
    last = rows[-1].task_id if whole and rows else tasks[done.count - 1].id if tasks else None
    finished = step.job.done + done.count
    return Progress(
        next=replace(checkpoint, stage="ties", after=None) if ended else replace(checkpoint, after=last),
        done=done.count,
        counts={"tasks": len(done.results)} if done.results else {},
        errors=done.errors,
        total=finished if ended else step.job.total or count_tasks(work, source),
    )


def originals(
    work: Work, source: Project, job: Job, after: str | None, *, completed: bool
) -> tuple[Sequence[Placement], list[Task]]:
    """The next rows of the source, and those of their tasks that a job copies. Raises Forbidden."""
    authority.authorize(work, "task:view", Subject.of(source))
    rows = _rows(work, source, job, after)
    return rows, _tasks(work, source, rows, completed=completed)


def _then(progress: Progress[Copied], wanted: CopyProject) -> Progress[Copied]:
    """What comes next, without what was not asked for."""
    following = progress.next
    assert following is not None
    if following.stage == "members" and not wanted.members:
        following = replace(following, stage="fields")
    if following.stage == "tasks" and not wanted.tasks:
        return replace(progress, next=None)
    return replace(progress, next=following)


def _fields(work: Work, source: Project, copy: Project, checkpoint: Copied) -> Progress[Copied]:
    left = fields_left(work, source, checkpoint.fields)
    done = copy_fields(work, copy, left, checkpoint.fields)
    made = {left[place].field.id: field_id for place, field_id in done.results.items()}
    then = replace(checkpoint, fields={**checkpoint.fields, **made})
    whole = done.count == len(left)
    if whole:
        rename_in_rules(work, copy, then.fields)
    return Progress(next=replace(then, stage="tasks") if whole else then, counts={"fields": len(made)} if made else {})


def _rows(work: Work, source: Project, job: Job, after: str | None) -> Sequence[Placement]:
    # Identifiers sort by the time they were made: what is behind the job's own did not exist when it was asked for.
    newest = job.id.replace("job_", "tsk_")
    place = {"org_id": source.org_id, "project_id": source.id}
    return work.some(PROJECT_BY_AGE.of(**place, after=after, before=newest), limit=TASKS_AT_ONCE)


def _tasks(work: Work, source: Project, rows: Sequence[Placement], *, completed: bool) -> list[Task]:
    """The tasks of a window, as they are by now, those in the trash and those not asked for left out."""
    tasks = work.find_many(Task, [Task.key(org_id=source.org_id, id=row.task_id) for row in rows])
    return [
        task
        for task in tasks
        if task.deleted_at is None and task.project_id == source.id and (completed or task.completed_at is None)
    ]


def _copy(work: Work, step: Step[CopyProject, Copied], copy: Project, outline: Outline, task: Task) -> None:
    named = step.checkpoint.sections.get(task.section_id)
    same = outline.find(named) if named is not None else None
    assignees = who_see(work, (copy.id,), task.assignee_ids) if step.parameters.assignees else []
    caller, made = PrincipalId(work.principal.id), step.checkpoint.fields
    draft = replace(
        task.untied(),
        version=0,
        id=copied_id(step.job.id, task.id),
        project_id=copy.id,
        assignee_ids=tuple(assignees),
        watcher_ids=(),
        sprint_id=None,
        sprint_rank=None,
        custom_fields={made[old]: value for old, value in task.custom_fields.items() if old in made},
        reporter_id=caller,
        created_by=caller,
        created_at=work.now,
        updated_at=work.now,
        completed_at=None if task.completed_at is None else work.now,
    )
    draft, section = admitted(work, draft, outline, same or outline.for_status(task.status))
    # Ranks are kept, so the order is: nobody else has a place in a section that was just made.
    add(
        work,
        copy,
        section,
        watched_by(draft, assignees),
        copied_from=task.id,
        rank=task.rank if section is same else None,
        quietly=True,
    )


def count_tasks(work: Work, source: Project) -> int:
    """How many tasks there are, as far as they are counted by now."""
    keys = [ColumnCounts.key(org_id=source.org_id, project_id=source.id, shard=shard) for shard in range(COUNT_SHARDS)]
    return sum(sum(shard.counts.values()) for shard in work.find_many(ColumnCounts, keys))
