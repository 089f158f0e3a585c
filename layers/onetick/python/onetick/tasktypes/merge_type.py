"""Merge a type into another: its tasks are given that one instead by a job, since there may be very many."""

from dataclasses import dataclass, replace

from onetick.kernel.jobs import Emptied, Job, JobKind, accept
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work

from .change_types import put
from .events import TASK_TYPE_MERGED
from .model import TaskType, TaskTypes


@dataclass(frozen=True, slots=True, kw_only=True)
class RetypeTasks:
    """Which type tasks lose, and which they have instead."""

    type_id: str
    into_id: str


RETYPE_TASKS = JobKind("retype_tasks", RetypeTasks, Emptied, can="field:manage")


def merge_task_type(work: Work, types: TaskTypes, type: TaskType, into_id: str) -> Job:
    """Put a type into the trash; the job that gives its tasks the other one instead.

    Raises Unprocessable for the same type and for one that is archived.
    """
    into = types.find(into_id)
    if into is None or into.id == type.id or not into.usable:
        fault = Fault("/into_type_id", "unknown", "must be another type that is not archived")
        raise Unprocessable("The type cannot be merged into this one.", errors=[fault])
    gone = replace(type, deleted_at=work.now, merged_into=into.id)
    put(work, types, type, gone, TASK_TYPE_MERGED, into_id=into.id)
    parameters = RetypeTasks(type_id=type.id, into_id=into.id)
    return accept(work, RETYPE_TASKS, parameters, result={"type_id": type.id, "into_id": into.id})
