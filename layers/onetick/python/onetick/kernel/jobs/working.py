"""Working jobs off: steps, one transaction each, until there is none left or the time is nearly over.

A message starts an invocation, which takes step after step. The last one it has time for also emits
`job.continued`, which starts the next invocation. A message is acknowledged when that is committed or
the job is finished, so one that was cut off is delivered again and goes on at the checkpoint. Two
invocations beside each other cannot do harm: of two commits of the same step one loses.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from .. import telemetry
from ..access import facts
from ..adapters.aws import AwsError
from ..authority import authorize, standing
from ..delivery.consuming import Occurrence
from ..ids import PrincipalId
from ..performing import Cause, perform
from ..principal import Principal
from ..problems import Internal, NotFound, Problem
from ..recording import Request
from ..runtime import runtime
from ..triggers import Worker
from ..unit.allowance import Allowance, Refused
from ..work import Lost, Work, pause_before
from .events import JOB_CONTINUED, JOB_FINISHED
from .model import KEPT, MAX_ERRORS, MAX_RESULT, Failure, Job, JobError, Progress

MAX_STEPS = 100
"""So many steps an invocation takes at most; others wait for their turn."""
RESERVE_MS = 15_000
"""No step is begun with less time left."""
MAX_ATTEMPTS = 8
MAX_CRASHES = 2


@dataclass(frozen=True, slots=True)
class Order:
    """One message: whose turn it is, and how often that was said already."""

    worker: Worker
    occurrence: Occurrence
    delivery: int


def work_off(worker: Worker, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Handle a batch of messages; what was cut off is delivered again."""
    failed = [record["messageId"] for record in event["Records"] if not _handle(worker, record, context)]
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


def _handle(worker: Worker, record: Mapping[str, Any], context: Any) -> bool:
    try:
        occurrence = Occurrence.of(json.loads(record["body"])["detail"])
        telemetry.begin(occurrence.correlation_id, operation=worker.operation, org=occurrence.org_id)
        telemetry.logger.append_keys(job=occurrence.aggregate_id, event_id=occurrence.id)
        delivery = int(record.get("attributes", {}).get("ApproximateReceiveCount", 1))
        _run(Order(worker, occurrence, delivery), context)
    except Exception:
        # As with consumers: whatever went wrong, the message must not be acknowledged.
        telemetry.logger.exception("job interrupted")
        return False
    telemetry.logger.info("job")
    return True


def _run(order: Order, context: Any) -> None:
    if order.delivery >= order.worker.deliveries:
        _fail(order, Failure(code=Internal.code, detail="It was interrupted too often and was given up."))
        return
    for number in range(1, MAX_STEPS + 1):
        last = number == MAX_STEPS or _remaining(context) < RESERVE_MS
        if not _step(order, hand_over=last) or last:
            return


def _remaining(context: Any) -> float:
    return float("inf") if context is None else float(context.get_remaining_time_in_millis())


def _step(order: Order, *, hand_over: bool) -> bool:
    """Take one step; whether the job goes on."""
    crashes = 0
    for attempt in range(1, MAX_ATTEMPTS + 1):
        work = _begin(order, attempt)
        job = work.find(Job, _key(order))
        if job is None or job.finished:
            return False
        try:
            return _attempt(order, work, job, hand_over=hand_over)
        except Lost:
            pause_before(attempt)
        except AwsError:
            raise
        except Problem as problem:
            return _fail(order, Failure(code=problem.code, detail=problem.detail))
        except Exception:
            crashes += 1
            telemetry.logger.exception("step failed")
            if crashes == MAX_CRASHES:
                detail = f"Something went wrong on our side. It was logged under {job.correlation_id}."
                return _fail(order, Failure(code=Internal.code, detail=detail))
    raise Lost(f"{order.worker.operation} kept losing against concurrent commits")


def _begin(order: Order, attempt: int) -> Work:
    """The work of a step; the job, and what is stored about whoever asked for it, are read in its first call."""
    occurrence, worker = order.occurrence, order.worker
    work = Work(
        tables=runtime().tables,
        principal=Principal(id=PrincipalId("nobody"), org=occurrence.org_id, method="none", scopes=frozenset()),
        request=Request(
            operation=worker.operation,
            correlation_id=occurrence.correlation_id,
            traceparent=occurrence.traceparent,
            causation_id=occurrence.id,
        ),
        # That a step moves the checkpoint is told by its other events, or not at all; see `_attempt`.
        allowance=Allowance.of(worker, derives=True),
        org_id=occurrence.org_id,
        workspace_id=occurrence.workspace_id,
        now=runtime().clock(),
        attempt=attempt,
    )
    requester = PrincipalId(str(occurrence.resource["created_by"]))
    work.prefetch([_key(order), *facts.keys(occurrence.org_id, occurrence.workspace_id, requester)])
    return work


def _key(order: Order) -> Any:
    return Job.key(org_id=order.occurrence.org_id, id=order.occurrence.aggregate_id)


def _attempt(order: Order, work: Work, job: Job, *, hand_over: bool) -> bool:
    kind = order.worker.job
    work.identify(job.requester)
    if job.change_set_id is not None:
        work.request = replace(work.request, change_set_id=job.change_set_id, part=job.steps + 1)
    try:
        work.standing = standing(work, job.requester, job.org_id, job.workspace_id)
    except NotFound:
        raise NotFound("The workspace is not there any more.") from None
    work.decided = authorize(work, kind.can, job.subject)
    progress: Progress[Any] = order.worker.function(work, kind.step(job))
    if work.pending and not work.emitted:
        raise Refused(f"{order.worker.operation} writes without an event")
    after = _advanced(job, progress, work.now)
    if progress.next is not None:
        after = replace(after, checkpoint=kind.stored_checkpoint(progress.next))
    _keep_errors(work, job, progress)
    stored = work.save(after)
    if stored.finished:
        work.emit(JOB_FINISHED, stored, before=job)
    elif hand_over:
        work.emit(JOB_CONTINUED, stored, before=job)
    work.commit()
    return not stored.finished


def _advanced(job: Job, progress: Progress[Any], now: datetime) -> Job:
    """The job behind a step. It failed when every one of its items did, and is partial when some did."""
    counts = dict(job.counts)
    for word, count in progress.counts.items():
        counts[word] = counts.get(word, 0) + count
    done, errors = job.done + progress.done, job.errors + len(progress.errors)
    result = job.result if progress.result is None else {**(job.result or {}), **progress.result}
    if len(json.dumps(result)) > MAX_RESULT:
        raise Refused(f"the result of a {job.name} is too large for an event")
    after = replace(
        job,
        state="running",
        updated_at=now,
        started_at=job.started_at or now,
        steps=job.steps + 1,
        done=done,
        total=job.total if progress.total is None else progress.total,
        counts=counts,
        errors=errors,
        result=result,
    )
    if progress.next is not None:
        return after
    if not errors:
        return _finished(replace(after, state="succeeded"), now)
    if errors < done:
        return _finished(replace(after, state="partial"), now)
    return _finished(replace(after, state="failed", failure=Failure(code="items_failed", detail=_ALL_FAILED)), now)


_ALL_FAILED = "Every item failed; see the errors."


def _finished(job: Job, now: datetime) -> Job:
    return replace(job, updated_at=now, finished_at=now, expires=int((now + KEPT).timestamp()))


def _keep_errors(work: Work, job: Job, progress: Progress[Any]) -> None:
    for number, error in enumerate(progress.errors, job.errors):
        if number >= MAX_ERRORS:
            return
        work.create(
            JobError(
                org_id=job.org_id,
                workspace_id=job.workspace_id,
                job_id=job.id,
                number=number,
                index=error.index,
                item=error.item,
                code=error.code,
                detail=error.detail,
                faults=error.faults,
                expires=int((work.now + KEPT).timestamp()),
            )
        )


def _fail(order: Order, failure: Failure) -> bool:
    """End the job, whoever asked for it and whatever they may do by now; False, since it does not go on."""

    def end(work: Work) -> None:
        job = work.find(Job, _key(order))
        if job is None or job.finished:
            return
        after = _finished(replace(job, state="failed", failure=failure), work.now)
        work.emit(JOB_FINISHED, work.save(after), before=job)

    occurrence = order.occurrence
    cause = Cause(correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent)
    perform(order.worker, end, org_id=occurrence.org_id, workspace_id=occurrence.workspace_id, cause=cause)
    return False
