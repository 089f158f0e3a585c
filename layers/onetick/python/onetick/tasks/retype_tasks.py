"""Give the tasks of a type another one instead: one step of a job.

A task that is dealt with leaves the list of the type, so the list is walked from row to row, and once more
until nothing is left: rows move while it is walked. Nobody gives a type in the trash to further tasks.
"""

from dataclasses import replace

from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.work import Work
from onetick.tasktypes.merge_type import Retyped, RetypeTasks
from onetick.tasktypes.targets import types_of

from .changing import change
from .model import Task
from .rows import Typing
from .store import TYPED

TASKS_AT_ONCE = 20
MAX_ROUNDS = 5
"""What is left after so many could not be changed, as the errors say."""


def retype_tasks(work: Work, step: Step[RetypeTasks, Retyped]) -> Progress[Retyped]:
    """One step. It ends when the type was taken out of the trash, or nothing is left of its list."""
    wanted, checkpoint, types = step.parameters, step.checkpoint, types_of(work)
    gone, instead = types.find(wanted.type_id), types.standing(wanted.type_id)
    if gone is None or gone.deleted_at is None or instead is None:
        return Progress(next=None)
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    rows = work.some(TYPED.of(**place, type_id=wanted.type_id, after=checkpoint.after), limit=TASKS_AT_ONCE)
    if not rows:
        again = checkpoint.after is not None and checkpoint.rounds < MAX_ROUNDS
        return Progress(next=Retyped(rounds=checkpoint.rounds + 1) if again else None)
    work.prefetch([Task.key(org_id=work.org_id, id=row.task_id) for row in rows])
    done = work_through(
        work,
        rows,
        lambda row: _retype(work, row, wanted.type_id, instead),
        start=step.job.done,
        name=lambda row: row.task.code,
    )
    return Progress(
        next=replace(checkpoint, after=rows[done.count - 1].own_key.sk),
        done=done.count,
        counts={"tasks": len(done.results)} if done.results else {},
        errors=done.errors,
    )


def _retype(work: Work, row: Typing, type_id: str, into_id: str) -> None:
    task = work.find(Task, Task.key(org_id=row.org_id, id=row.task_id))
    if task is not None and task.type_id == type_id and task.deleted_at is None:
        change(work, task, replace(task, type_id=into_id))
