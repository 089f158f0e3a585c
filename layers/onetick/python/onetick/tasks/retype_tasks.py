"""Give the tasks of a type another one instead: one step of a job, which empties the list of the type.

Nobody gives a type in the trash to further tasks.
"""

from dataclasses import replace

from onetick.kernel.jobs import Emptied, Progress, Step, empty
from onetick.kernel.work import Work
from onetick.tasktypes.merge_type import RetypeTasks
from onetick.tasktypes.targets import types_of

from .changing import change
from .model import Task
from .rows import Typing
from .store import TYPED

TASKS_AT_ONCE = 20


def retype_tasks(work: Work, step: Step[RetypeTasks, Emptied]) -> Progress[Emptied]:
    """One step. It ends when the type was taken out of the trash, or nothing is left of its list."""
    wanted, types = step.parameters, types_of(work)
    gone, instead = types.find(wanted.type_id), types.standing(wanted.type_id)
    if gone is None or gone.deleted_at is None or instead is None:
        return Progress(next=None)
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    rows = work.some(TYPED.of(**place, type_id=wanted.type_id, after=step.checkpoint.after), limit=TASKS_AT_ONCE)
    work.prefetch([Task.key(org_id=work.org_id, id=row.task_id) for row in rows])
    return empty(
        work,
        step,
        rows,
        lambda row: _retype(work, row, wanted.type_id, instead),
        name=lambda row: row.task.code,
        counted="tasks",
    )


def _retype(work: Work, row: Typing, type_id: str, into_id: str) -> None:
    task = work.find(Task, Task.key(org_id=row.org_id, id=row.task_id))
    if task is not None and task.type_id == type_id and task.deleted_at is None:
        change(work, task, replace(task, type_id=into_id))
