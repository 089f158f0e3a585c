"""End a job before it is finished."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Job
from onetick.kernel.jobs.events import JOB_CANCELLED
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work


def cancel_job(work: Work, job: Job) -> Job:
    """The job, ended: a step that is under way at this moment does not commit. What was done stays done.

    Raises Conflict when it is finished already.
    """
    if job.finished:
        raise Conflict(f"The job has {_WORDS.get(job.state, job.state)} already.")
    ended = replace(
        job, state="cancelled", updated_at=work.now, finished_at=work.now, ended_by=PrincipalId(work.principal.id)
    )
    stored = work.save(ended)
    work.emit(JOB_CANCELLED, stored, before=job)
    return stored


_WORDS = {"partial": "succeeded in part", "cancelled": "been cancelled"}
