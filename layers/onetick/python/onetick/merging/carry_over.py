"""Make a task part of another: one step of the job.

The task is in the trash from the beginning, so nobody adds to it meanwhile. Subtasks and logged time change
hands; what people wrote and attached is copied, and the originals stay with the task: so nothing is lost,
whenever it breaks off, and undoing brings back everything as it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from onetick.attachments.bring_over import bring_file, files_behind
from onetick.comments.bring_over import bring_comment, bring_reply, comments_behind, replies_behind
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.subtasks import adopt, subtasks_behind
from onetick.tasks.targets import facts_of, require_open
from onetick.timekeeping.bring_over import bring_time, time_behind

from .carry_facts import carry_facts
from .carry_ties import carry_ties
from .model import Merged, MergeTask, Stage

ROWS_AT_ONCE = 20

StepOf = Step[MergeTask, Merged]


@dataclass(frozen=True, slots=True)
class _Walk:
    """A stage that walks rows of the task: which, what is done with each, what they are called, and what follows."""

    rows: Callable[[Work, Task, str | None, int], Sequence[Any]]
    act: Callable[[Work, Any, Task, str], object]
    counted: str
    then: Stage | None
    name: Callable[[Any], str] = attrgetter("id")


_WALKS: Mapping[Stage, _Walk] = {
    "subtasks": _Walk(
        subtasks_behind, lambda work, row, into, _: adopt(work, row, into), "subtasks", "time", attrgetter("task_id")
    ),
    "time": _Walk(time_behind, bring_time, "time_entries", "comments"),
    "comments": _Walk(comments_behind, bring_comment, "comments", "replies"),
    "replies": _Walk(replies_behind, bring_reply, "comments", "files"),
    "files": _Walk(files_behind, bring_file, "attachments", None),
}


def carry_over(work: Work, step: StepOf) -> Progress[Merged]:
    """One step. Raises Gone when the task came out of the trash meanwhile or the other went there."""
    task, into = _both(work, step)
    match step.checkpoint.stage:
        case "facts":
            carry_facts(work, task, into, job_id=step.job.id)
            return Progress(next=Merged(stage="ties"))
        case "ties":
            return _tie(work, step, task, into)
        case stage:
            return _walk(work, step, _WALKS[stage], task, into)


def _both(work: Work, step: StepOf) -> tuple[Task, Task]:
    wanted = step.parameters
    keys = [Task.key(org_id=work.org_id, id=one) for one in (wanted.task_id, wanted.into_id)]
    work.prefetch(keys)
    task, into = (work.load(Task, key) for key in keys)
    work.prefetch(key for one in (task, into) for key in facts_of(one.org_id, one.workspace_id, one.project_id))
    if into.deleted_at is not None:
        raise Gone(f"{into.code} was deleted meanwhile.")
    if task.merged_into != into.id:
        raise Gone(f"{task.code} was taken out of the trash meanwhile.")
    require_open(work, *into.project_ids)
    return task, into


def _tie(work: Work, step: StepOf, task: Task, into: Task) -> Progress[Merged]:
    first = int(step.checkpoint.after or 0)
    done, total = carry_ties(work, task, into, first)
    last = first + done.count
    return Progress(
        next=Merged(stage="subtasks") if last == total else Merged(stage="ties", after=str(last)),
        done=done.count,
        counts={"ties": len(done.results)} if done.results else {},
        errors=done.errors,
    )


def _walk(work: Work, step: StepOf, walk: _Walk, task: Task, into: Task) -> Progress[Merged]:
    here = step.checkpoint
    rows = walk.rows(work, task, here.after, ROWS_AT_ONCE)

    def act(row: Any) -> object:
        return walk.act(work, row, _present(work, into), step.job.id)

    done = work_through(work, rows, act, name=walk.name)
    if done.count < len(rows) or len(rows) == ROWS_AT_ONCE:
        following: Merged | None = replace(here, after=rows[done.count - 1].own_key.sk)
    else:
        following = None if walk.then is None else replace(here, stage=walk.then, after=None)
    return Progress(
        next=following,
        done=done.count,
        counts={walk.counted: len(done.results)} if done.results else {},
        errors=done.errors,
    )


def _present(work: Work, task: Task) -> Task:
    """The task as the rows before have left it."""
    return work.load(Task, task.own_key)
