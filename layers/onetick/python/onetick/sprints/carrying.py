"""Taking what is left open in a completed sprint to where it goes: to the backlog, or to another sprint.

As soon as the sprint is completed its open tasks are in the backlog, since the backlog is what is in
no open sprint. What is carried out here is that each task says so, and is in the next sprint if there
is one. The list of what is left shrinks with each step, so every step takes its beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onetick.kernel.jobs import Done, JobKind, Progress, Step, work_through
from onetick.kernel.jobs.items import ROOM
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.model import Task
from onetick.tasks.sprint_order import first_open

from .model import AT_ONCE, Sprint


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """From which completed sprint, and to which; None is the backlog."""

    sprint_id: str
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Where a step begins: at what is left."""


CARRY_OVER = JobKind("carry_over", CarryOver, Carried, can="sprint:manage")


def left_open(work: Work, sprint: Sprint) -> list[Task]:
    """The first open tasks of a sprint, one more than can be carried at once."""
    rows = first_open(work, sprint.id, AT_ONCE + 1)
    tasks = work.find_many(Task, [Task.key(org_id=sprint.org_id, id=row.id) for row in rows])
    return [task for task in tasks if task.sprint_id == sprint.id and task.deleted_at is None]


def carry(work: Work, tasks: Sequence[Task], target: Sprint | None, *, room: int = ROOM) -> Done[Task]:
    """As many of these tasks as the transaction holds, in the target sprint or in the backlog.

    They keep their order, and stand before what was planned there later.
    """

    def one(task: Task) -> Task:
        if target is None:
            return change(work, task, replace(task, sprint_id=None, sprint_rank=None))
        return change(work, task, replace(task, sprint_id=target.id))

    return work_through(work, tasks[:AT_ONCE], one, name=lambda task: task.id, room=room)


def carry_over(work: Work, step: Step[CarryOver, Carried]) -> Progress[Carried]:
    """One step. Raises Gone when the completed sprint was deleted.

    When the sprint that they should go to is not open any more, tasks stay in the backlog.
    """
    wanted = step.parameters
    keys = [Sprint.key(org_id=work.org_id, id=id) for id in (wanted.sprint_id, wanted.to) if id is not None]
    work.prefetch(keys)
    sprint = work.find(Sprint, keys[0])
    if sprint is None or sprint.deleted_at is not None:
        raise Gone("The sprint was deleted meanwhile.")
    target = work.find(Sprint, keys[1]) if wanted.to is not None else None
    if target is not None and (target.state == "completed" or target.deleted_at is not None):
        target = None
    tasks = left_open(work, sprint)
    done = carry(work, tasks, target)
    # What cannot be carried would be met again for ever.
    ended = done.count == len(tasks) or not done.results
    return Progress(
        next=None if ended else Carried(),
        done=done.count,
        counts={"carried": len(done.results)} if done.results else {},
        errors=done.errors,
    )
