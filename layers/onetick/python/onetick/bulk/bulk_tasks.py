"""Change many tasks by one call.

A few are changed at once, in as many transactions as their changes need. Each but the last leaves a
`BulkBatch`. So when a later one is lost, or the process dies and the call comes again with its
Idempotency-Key, what was done is found and not done again. Many are a job.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onetick.kernel.jobs import ROOM, Full, accept, in_part, too_much
from onetick.kernel.jobs.events import JobView
from onetick.kernel.keys import fingerprint
from onetick.kernel.problems import (
    Fault,
    IdempotencyKeyReused,
    PayloadTooLarge,
    Problem,
    QuotaExceeded,
    Unprocessable,
)
from onetick.kernel.requests.idempotency import KEEP_SECONDS
from onetick.kernel.work import Work

from .acting import Actor
from .change_tasks import parts_of
from .items import Item, checked
from .model import BULK_TASKS, BulkBatch, BulkOfTasks, Did
from .reading import read
from .schemas import Bulk, BulkView, ItemFaultView, ItemProblemView, ItemResultView

AT_ONCE = 50
"""So many items are changed while the caller waits."""
MAX_CALLS = 6
"""So many calls to the database a caller waits for: the reads, and a transaction for each some 20 changed tasks."""

MAX_BATCHES = 40
"""More than a bulk needs, however often its transactions are lost."""

Result = Did | Problem


def bulk_tasks(work: Work, bulk: Bulk) -> BulkView:
    """What became of each item, or the job that will do it.

    Raises ValidationFailed for what contradicts itself; when atomic, Unprocessable that names each item
    which fails, and QuotaExceeded when one transaction does not hold them all.
    """
    items = checked(bulk.operations)
    if bulk.atomic:
        return _atomic(work, items)
    if len(items) > AT_ONCE and not work.previews:
        return _later(work, bulk, items)
    read(work, items)
    attempt = _Attempt(work, bulk, items)
    if not attempt.act():
        work.forget()
        return _later(work, bulk, items)
    return _view(items, attempt.results)


def _atomic(work: Work, items: Sequence[Item]) -> BulkView:
    if len(items) > AT_ONCE:
        raise QuotaExceeded(
            f"{len(items)} items can never be changed all or none: one transaction holds {ROOM} writes."
        )
    read(work, items)
    actor = Actor(work, len(items))
    results: dict[int, Result] = {}
    for place, item in enumerate(items):
        try:
            results[place] = in_part(work, item, actor.act, room=ROOM, first=True)
        except (Full, PayloadTooLarge):
            detail = f"One transaction holds {ROOM} writes, enough for the first {place} of these {len(items)} items."
            raise QuotaExceeded(detail) from None
        except Problem as problem:
            results[place] = problem
    _require_all(items, results)
    return _view(items, results)


def _require_all(items: Sequence[Item], results: Mapping[int, Result]) -> None:
    """Raises Unprocessable unless every item succeeded."""
    faults = [
        Fault(f"/operations/{items[place].place}{fault.pointer}", fault.code, fault.message)
        for place, result in results.items()
        if isinstance(result, Problem)
        for fault in (result.errors or [Fault("", result.code, result.detail)])
    ]
    if faults:
        raise Unprocessable("Nothing was done, since not everything can be.", errors=faults[:100])


def _later(work: Work, bulk: Bulk, items: Sequence[Item]) -> BulkView:
    parts, starts = parts_of(bulk.operations)
    job = accept(work, BULK_TASKS, BulkOfTasks(starts=starts, items=len(items)), parts=parts, total=len(items))
    return BulkView(results=[], counts={}, job=JobView.of(job))


@dataclass(slots=True)
class _Attempt:
    """Acts on items, transaction by transaction, without those that an earlier attempt has committed."""

    work: Work
    bulk: Bulk
    items: Sequence[Item]
    results: dict[int, Result] = field(init=False, default_factory=dict)
    _batches: int = field(init=False, default=0)
    _open: dict[int, Did] = field(init=False, default_factory=dict)

    def act(self) -> bool:
        """Act on all of them; False when they need more transactions than a caller waits for."""
        self._recall()
        actor = Actor(self.work, len(self.items))
        for place, item in enumerate(self.items):
            if place not in self.results and not self._act_on(actor, place, item):
                return False
        if self.work.size and (self.work.request.idempotency or self._batches):
            self._mark()
        return True

    def _act_on(self, actor: Actor, place: int, item: Item) -> bool:
        try:
            done = in_part(self.work, item, actor.act, room=ROOM, first=not self.work.size)
        except Full:
            if not self.work.size:
                self.results[place] = too_much(ROOM)
                return True
            # Of what is committed already, one transaction more does no harm: the rest is done anyway.
            too_many = self.work.calls + self.work.transactions >= MAX_CALLS
            if too_many and self.work.attempt == 1 and not self.work.previews:
                return False
            self._mark()
            self.work.seal()
            return self._act_on(actor, place, item)
        except Problem as problem:
            self.results[place] = problem
            return True
        self.results[place] = self._open[place] = done
        return True

    def _recall(self) -> None:
        """Take over what an earlier attempt, or the same call before, has committed. Raises IdempotencyKeyReused.

        The first attempt does not look: if there was one before, its batch is in the way, and this one is lost.
        """
        if self.work.attempt == 1:
            return
        keys = [self._batch(number, {}).own_key for number in range(MAX_BATCHES)]
        for batch in self.work.find_many(BulkBatch, keys):
            if batch.request != self._request():
                raise IdempotencyKeyReused()
            self.results |= batch.done
            self._batches += 1
            self.work.request = replace(self.work.request, change_set_id=batch.change_set_id, part=self._batches)

    def _mark(self) -> None:
        """Store with this transaction what its items came to."""
        self.work.create(self._batch(self._batches, self._open))
        self._batches += 1
        self._open = {}

    def _batch(self, number: int, done: Mapping[int, Did]) -> BulkBatch:
        assert self.work.org_id is not None
        request = self.work.request
        return BulkBatch(
            org_id=self.work.org_id,
            name=request.idempotency or request.change_set_id,
            number=number,
            request=self._request(),
            change_set_id=request.change_set_id,
            done=done,
            expires=int(self.work.now.timestamp()) + KEEP_SECONDS,
        )

    def _request(self) -> str:
        return fingerprint(self.bulk.model_dump_json())


def _view(items: Sequence[Item], results: Mapping[int, Result]) -> BulkView:
    views = [_result(item, results[place]) for place, item in enumerate(items)]
    return BulkView(results=views, counts=Counter(view.outcome for view in views), job=None)


def _result(item: Item, result: Result) -> ItemResultView:
    if isinstance(result, Did):
        return ItemResultView(
            operation=item.place,
            task=item.task or result.task_id,
            task_id=result.task_id,
            outcome=result.outcome,
            version=result.version,
            problem=None,
        )
    faults = [ItemFaultView(pointer=one.pointer, code=one.code, message=one.message) for one in result.errors]
    problem = ItemProblemView(code=result.code, detail=result.detail, errors=faults)
    named = item.task if item.task is not None and item.task.startswith("tsk_") else None
    return ItemResultView(
        operation=item.place, task=item.task, task_id=named, outcome="failed", version=None, problem=problem
    )
