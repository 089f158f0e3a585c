"""Jobs: long work, accepted by a request and done later, step by step.

    accept(work, COPY_PROJECT, CopyProject(...), subject=project)     a route answers 202 with the job
    @on_job(COPY_PROJECT, emits=[...])                                the worker, with a queue of its own
    def handler(work, step): ... return Progress(next=..., done=20)   one step of it: one transaction

A job is stored in the transaction of the request, and told by `job.queued`; that event reaches the
worker's queue as every event reaches a consumer. Each step is one unit of work as whoever asked for
the job, with the rights they have by then. It does a bounded piece of the work and moves the job's
checkpoint, both or neither: whatever dies, comes twice or runs beside itself, every item is done
exactly once. docs/how-to/add-a-job.md.
"""

from .accepting import accept, accepted, part_of
from .emptying import Emptied, empty
from .items import ROOM, Done, Full, in_part, too_much, work_through
from .model import Failure, ItemError, Job, JobError, JobKind, Progress, Step

__all__ = [
    "ROOM",
    "Done",
    "Emptied",
    "Failure",
    "Full",
    "ItemError",
    "Job",
    "JobError",
    "JobKind",
    "Progress",
    "Step",
    "accept",
    "accepted",
    "empty",
    "in_part",
    "part_of",
    "too_much",
    "work_through",
]
