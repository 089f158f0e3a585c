"""Take a tag off its tasks, or give them another instead: one step of a job.

A task that is dealt with leaves the tag's list, so the list is walked from row to row, and once more
until nothing is left: rows move while it is walked. Nobody gives a tag in the trash to further tasks.
"""

from dataclasses import replace

from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.work import Work
from onetick.tags.delete_tag import Retagged, RetagTasks
from onetick.tags.model import Tag
from onetick.tags.targets import tag_keys

from .changing import change
from .model import MAX_TAGS, Task
from .rows import Tagging
from .store import TAGGED
from .tags import standing

TASKS_AT_ONCE = 20
MAX_ROUNDS = 5
"""What is left after so many could not be changed, as the errors say."""


def retag_tasks(work: Work, step: Step[RetagTasks, Retagged]) -> Progress[Retagged]:
    """One step. It ends when the tag was taken out of the trash, or nothing is left of its list."""
    wanted, checkpoint = step.parameters, step.checkpoint
    tags = {tag.id: tag for tag in work.find_many(Tag, tag_keys(work.org_id, work.workspace_id, _named(wanted)))}
    if wanted.tag_id not in tags or tags[wanted.tag_id].deleted_at is None:
        return Progress(next=None)
    instead = next(iter(standing(work, [wanted.into_id] if wanted.into_id is not None else [])), None)
    asked = TAGGED.of(org_id=work.org_id, tag_id=wanted.tag_id, after=checkpoint.after)
    rows = work.some(asked, limit=TASKS_AT_ONCE)
    if not rows:
        again = checkpoint.after is not None and checkpoint.rounds < MAX_ROUNDS
        return Progress(next=Retagged(rounds=checkpoint.rounds + 1) if again else None)
    # Whoever takes it out of the trash meanwhile finds no task that loses it afterwards.
    work.require(tags[wanted.tag_id])
    work.prefetch([Task.key(org_id=work.org_id, id=row.task_id) for row in rows])
    done = work_through(
        work,
        rows,
        lambda row: _retag(work, row, wanted.tag_id, instead),
        start=step.job.done,
        name=lambda row: row.task.code,
    )
    last = rows[done.count - 1].own_key.sk
    return Progress(
        next=replace(checkpoint, after=last),
        done=done.count,
        counts={"tasks": len(done.results)} if done.results else {},
        errors=done.errors,
    )


def _named(wanted: RetagTasks) -> list[str]:
    return [id for id in (wanted.tag_id, wanted.into_id) if id is not None]


def _retag(work: Work, row: Tagging, tag_id: str, into_id: str | None) -> None:
    task = work.find(Task, Task.key(org_id=row.org_id, id=row.task_id))
    if task is None or tag_id not in task.tag_ids or task.deleted_at is not None:
        return
    others = [id for id in task.tag_ids if id != tag_id]
    wanted = {*others, into_id} if into_id is not None and len(others) < MAX_TAGS else set(others)
    change(work, task, replace(task, tag_ids=tuple(sorted(wanted))))
