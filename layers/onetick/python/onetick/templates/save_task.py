"""Save a task with its subtasks as a template."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onetick.fields.model import FieldSet
from onetick.kernel.access import Subject, scope
from onetick.kernel.authority import authorize
from onetick.kernel.jobs import Job, Progress, Step, work_through
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.family import Lineage
from onetick.tasks.list_subtasks import some_subtasks
from onetick.tasks.model import Task
from onetick.tasks.people import grant_keys
from onetick.tasks.seeing import seen

from .model import Template
from .saving import SAVE_TASK, Save, Saved, begin, begin_step, end_step
from .schemas import TaskAsTemplate
from .taking import row_id

TASKS_AT_ONCE = 24
WINDOWS = 6
"""So many lists of subtasks one step reads."""

Path = tuple[tuple[str, str | None], ...]


def save_task(work: Work, task: Task, wanted: TaskAsTemplate) -> Job:
    """A template of a task, and the job that takes it and its subtasks of all levels into it.

    Raises Forbidden when the caller may not give the workspace templates and this shall be one of it,
    Unprocessable for roles that contradict each other.
    """
    job, _ = begin(work, SAVE_TASK, task, wanted, of="task", project_id=task.project_id)
    return job


@dataclass(frozen=True, slots=True)
class _Found:
    """A task to take, and where to go on behind it."""

    task: Task
    path: Path


def take_task(work: Work, step: Step[Save, Saved]) -> Progress[Saved]:
    """One step: the task itself first, then its subtasks, each before those below it, as far as the caller sees them.

    Raises Forbidden when the caller may not see the task, or fill the template, any more; Gone when one
    of them was deleted.
    """
    root = work.find(Task, Task.key(org_id=work.org_id, id=step.parameters.source_id))
    if root is None or root.deleted_at is not None:
        raise Gone("The task was deleted meanwhile.")
    authorize(work, "task:view", Subject.of(root))
    taking = begin_step(work, step)
    found, path = _walk(work, step, root)
    tasks = [one.task for one in found]
    work.prefetch(
        [
            *(FieldSet.key(org_id=work.org_id, project_id=task.project_id) for task in tasks),
            *grant_keys(work.org_id, work.workspace_id, [one for task in tasks for one in task.assignee_ids]),
        ]
    )
    keys = [FieldSet.key(org_id=work.org_id, project_id=one) for one in {task.project_id for task in tasks}]
    taking.fields = {one.project_id: one for one in work.find_many(FieldSet, keys)}
    taking.prepare(tasks)
    ties = _ties(work, step, taking.template, root, tasks)

    def take(one: _Found) -> bool:
        if one.task.id == root.id:
            return taking.take(root, taking.template.root_id)
        return taking.take(one.task, row_id(step.job.id, one.task.id), ties=ties)

    done = work_through(work, found, take, start=step.job.done, name=lambda one: one.task.id)
    if done.count < len(found):
        path = found[done.count - 1].path
    return end_step(
        work,
        step,
        taking,
        Progress(
            next=replace(step.checkpoint, path=path) if path else None,
            done=done.count,
            counts={"tasks": sum(done.results.values())} if done.results else {},
            errors=done.errors,
            total=1 + max(0, root.subtasks.all_total),
        ),
    )


def _walk(work: Work, step: Step[Save, Saved], root: Task) -> tuple[list[_Found], Path]:
    """The next tasks, in depth, and where to go on; an empty path is the end."""
    path = step.checkpoint.path
    if path is None:
        return [_Found(root, ((root.id, None),))], ((root.id, None),)
    found: list[_Found] = []
    for _ in range(WINDOWS):
        room = TASKS_AT_ONCE - len(found)
        if not path or room <= 0:
            break
        *above, (parent_id, after) = path
        rows = some_subtasks(work, parent_id, after=after, limit=room)
        usable = _usable(work, step, [row.task_id for row in rows])
        tasks = {task.id: task for task in usable}
        path = tuple(above) if len(rows) < room else (*above, (parent_id, rows[-1].rank))
        for row in rows:
            task = tasks.get(row.task_id)
            if task is None:
                continue
            here: Path = (*above, (parent_id, row.rank))
            if task.subtasks.total > 0:
                here = (*here, (task.id, None))
                found.append(_Found(task, here))
                path = here
                break
            found.append(_Found(task, here))
    return found, path


def _usable(work: Work, step: Step[Save, Saved], ids: Sequence[str]) -> list[Task]:
    tasks = work.find_many(Task, [Task.key(org_id=work.org_id, id=id) for id in ids])
    wanted = [
        task for task in tasks if task.deleted_at is None and (step.parameters.completed or task.completed_at is None)
    ]
    return seen(work, scope(work.standing), wanted)


def _ties(work: Work, step: Step[Save, Saved], template: Template, root: Task, tasks: Sequence[Task]) -> dict[str, str]:
    """What the parents of these tasks are called in the template, and whatever below the root they wait for."""
    parents = {task.parent_id for task in tasks if task.parent_id is not None}
    others = sorted({one.task_id for task in tasks for one in task.blocked_by})
    keys = [Lineage.key(org_id=work.org_id, task_id=id) for id in others]
    work.prefetch(keys)
    lines = {id: work.find(Lineage, key) for id, key in zip(others, keys, strict=True)}
    within = {id for id, line in lines.items() if id == root.id or (line is not None and root.id in line.above)}
    names = {id: row_id(step.job.id, id) for id in parents | within}
    return {**names, root.id: template.root_id}
