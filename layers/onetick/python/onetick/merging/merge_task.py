"""Merge a task into another: put it into the trash, and ask for the job that takes over what it has."""

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.jobs import Job, accept
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.planning.targets import require_seen
from onetick.tasks.delete_task import delete_task
from onetick.tasks.model import Task
from onetick.tasks.targets import require_open

from .events import TASK_ABSORBED, TASK_MERGED
from .model import MERGE_TASK, MergeTask


def merge_task(work: Work, task: Task, into: Task) -> Job:
    """The job that makes one task part of another.

    Raises NotFound when the caller does not see the other, Forbidden when they may not change it,
    Unprocessable for a task with itself, Conflict in an archived project.
    """
    require_seen(work, into)
    if into.id == task.id:
        fault = Fault("/into_task_id", "same", "is this very task")
        raise Unprocessable("A task is not merged into itself.", errors=[fault])
    authorize(work, "task:edit", Subject.of(into))
    for one in (task, into):
        require_open(work, *one.project_ids)
    gone = delete_task(work, task, merged_into=into.id)
    work.emit(TASK_MERGED, gone, before=task, into_id=into.id, into_key=into.code)
    # Whoever merges the other one away at the same moment loses, or this does.
    work.require(into)
    work.emit(TASK_ABSORBED, into, from_id=task.id, from_key=task.code)
    parameters = MergeTask(task_id=task.id, into_id=into.id)
    return accept(work, MERGE_TASK, parameters, subject=into, result={"task_id": task.id, "into_id": into.id})
