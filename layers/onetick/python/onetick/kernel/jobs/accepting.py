"""Accepting a job, in the transaction of the request that asks for it."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from ..access.subject import Subject
from ..entity import Entity
from ..ids import PrincipalId, new_id
from ..requests.reply import Reply
from ..work import Work
from .events import JOB_QUEUED, JobView, path_of
from .model import KEPT, Job, JobKind, JobPart

P = TypeVar("P")
C = TypeVar("C")


def accept(
    work: Work,
    kind: JobKind[P, C],
    parameters: P,
    *,
    checkpoint: C | None = None,
    parts: Sequence[str] = (),
    subject: Entity | None = None,
    total: int | None = None,
    result: Mapping[str, Any] | None = None,
) -> Job:
    """Store a job that will be done by the worker of its kind, as the caller.

    It begins at `checkpoint`, by default one made of nothing. `subject` is what the kind's permission is
    about, by default the workspace. `parts` are texts, of at most 300 KB each, for what is too much for
    the parameters; a step asks for them by `part_of`. What is known of the result already may be given. The
    route's `emits` must name `JOB_QUEUED`.
    """
    assert work.org_id is not None and work.workspace_id is not None
    whole = Subject(kind="workspace", id=work.workspace_id, org_id=work.org_id, workspace_id=work.workspace_id)
    job = work.create(
        Job(
            org_id=work.org_id,
            workspace_id=work.workspace_id,
            id=new_id("job"),
            name=kind.name,
            state="queued",
            created_by=PrincipalId(work.principal.id),
            created_at=work.now,
            updated_at=work.now,
            expires=int((work.now + KEPT).timestamp()),
            requester=work.principal,
            subject=Subject.of(subject) if subject is not None else whole,
            correlation_id=work.request.correlation_id,
            traceparent=work.request.traceparent,
            change_set_id=work.request.change_set_id,
            parameters=kind.stored_parameters(parameters),
            checkpoint={} if checkpoint is None else kind.stored_checkpoint(checkpoint),
            total=total,
            result=result,
        )
    )
    for number, text in enumerate(parts):
        work.create(
            JobPart(
                org_id=job.org_id,
                workspace_id=job.workspace_id,
                job_id=job.id,
                number=number,
                text=text,
                expires=job.expires,
            )
        )
    work.emit(JOB_QUEUED, job)
    return job


def part_of(work: Work, job: Job, number: int) -> str:
    """A part of what a job was asked for."""
    found = JobPart(org_id=job.org_id, workspace_id=job.workspace_id, job_id=job.id, number=number, text="", expires=0)
    return work.load(JobPart, found.own_key).text


def accepted(job: Job) -> Reply[JobView]:
    """The answer of a route that accepted a job: 202, and where to ask for it."""
    return Reply(JobView.of(job), status=202, headers={"Location": path_of(job.workspace_id, job.id)})
