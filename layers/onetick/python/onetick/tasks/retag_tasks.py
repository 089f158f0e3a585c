"""Take a tag off its tasks, or give them another instead: one step of a job, which empties the tag's list.

Nobody gives a tag in the trash to further tasks.
"""

from dataclasses import replace

from onetick.kernel.jobs import Emptied, Progress, Step, empty
from onetick.kernel.work import Work
from onetick.tags.delete_tag import RetagTasks
from onetick.tags.model import Tag
from onetick.tags.targets import tag_keys

from .changing import change
from .model import MAX_TAGS, Task
from .rows import Tagging
from .store import TAGGED
from .tags import standing

TASKS_AT_ONCE = 20


def retag_tasks(work: Work, step: Step[RetagTasks, Emptied]) -> Progress[Emptied]:
    """One step. It ends when the tag was taken out of the trash, or nothing is left of its list."""
    wanted = step.parameters
    tags = {tag.id: tag for tag in work.find_many(Tag, tag_keys(work.org_id, work.workspace_id, _named(wanted)))}
    if wanted.tag_id not in tags or tags[wanted.tag_id].deleted_at is None:
        return Progress(next=None)
    instead = next(iter(standing(work, [wanted.into_id] if wanted.into_id is not None else [])), None)
    asked = TAGGED.of(org_id=work.org_id, tag_id=wanted.tag_id, after=step.checkpoint.after)
    rows = work.some(asked, limit=TASKS_AT_ONCE)
    if rows:
        # Whoever takes it out of the trash meanwhile finds no task that loses it afterwards.
        work.require(tags[wanted.tag_id])
        work.prefetch([Task.key(org_id=work.org_id, id=row.task_id) for row in rows])
    return empty(
        work,
        step,
        rows,
        lambda row: _retag(work, row, wanted.tag_id, instead),
        name=lambda row: row.task.code,
        counted="tasks",
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
