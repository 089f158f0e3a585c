"""The unit of work: the only object that reaches the tables, and one commit per request.

A use case reads and writes through it and emits events; nothing is written until `commit`, which
sends state, events and the idempotency record as one transaction; or as several, where the use case
said that it is made of things that may happen one by one (`Work.seal`). Beside what may not be read or
written at all (see `unit.reading` and `unit.writing`), it refuses

- to commit without an access decision,
- writes without an event,
- more than 100 items: it never splits what belongs together.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from . import grants as may
from .entity import Entity
from .events import Emitted
from .history.changesets import change_set_of
from .ids import OrgId, WorkspaceId
from .principal import Principal
from .problems import Problem
from .recording import Circumstances, Decided, record_of
from .table import Absent, Contention, Item, Key, Put
from .unit.allowance import Refused
from .unit.changes import Change
from .unit.committing import MAX_ITEMS, Lost, Transaction
from .unit.files import Files
from .unit.writing import Writing

__all__ = ["MAX_ITEMS", "Lost", "Recorded", "Refused", "Work", "pause_before"]


class Recorded(Exception):
    """Raised by a use case: commit what it has written, then answer with `problem`. A refusal that leaves a trace."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


@dataclass(slots=True, kw_only=True)
class Work(Writing):
    """See the module. `attempt` counts from 1 when a commit was lost.

    With `previews` nothing will be committed. `sent` counts the transactions that were.
    """

    principal: Principal
    workspace_id: WorkspaceId | None = None
    attempt: int = 1
    decided: Decided | None = None
    standing: Any = None
    previews: bool = False
    sent: int = field(init=False, default=0)
    _parts: int = field(init=False, default=0)
    _sealed: list[tuple[Transaction, str]] = field(init=False, default_factory=list)

    def reserve(self, key: Key, amount: int = 1) -> int:
        """Take numbers from the counter at `key`, outside the commit; gaps are harmless. The last number taken.

        Raises Lost when a commit of others holds the counter at this moment.
        """
        self._guard(key, may.count)
        try:
            return self.tables.add(key, amount)
        except Contention as contention:
            raise Lost() from contention

    def enter(self, org_id: OrgId) -> None:
        """Bind work that has no tenant yet to one that it found, or founds. Raises Refused when bound elsewhere."""
        if self.org_id not in (None, org_id):
            raise Refused("work is bound to one tenant")
        self.org_id = org_id

    def look_back(self, moment: datetime) -> None:
        """Find everything as it was at that moment, which is now."""
        self.then = self.now = moment

    def identify(self, principal: Principal) -> None:
        """Name the caller of work that began without one: whom the body's credential proved, else raises Refused."""
        if self.principal.method != "none":
            raise Refused("the caller is known already")
        self.principal = principal

    @contextmanager
    def part(self, *, keep: bool = True) -> Iterator[None]:
        """One of several operations of this work. It finds what those before it wrote, and may write it again.

        When it raises, what it wrote and emitted is forgotten, and the work can go on with the next; so
        it is when nothing is to be kept, but only found out. It may have parts of its own, which are
        forgotten with it.
        """
        self._settle()
        self._parts += 1
        earlier, found, emitted = self._open.changes.so_far(), dict(self._seen), len(self._open.emitted)
        kept = False
        try:
            yield
            kept = keep
        finally:
            if not kept:
                self._find_again(found, self._open.changes.go_back(earlier))
                del self._open.emitted[emitted:]
        self._settle()

    @property
    def instant(self) -> datetime:
        """The moment of the present part: later than that of the part before it, by a microsecond."""
        return self.now + timedelta(microseconds=self._parts)

    @property
    def size(self) -> int:
        """How many items the present transaction would have by now, events and the past included."""
        return self.least_size + self._open.changes.superseded

    @property
    def least_size(self) -> int:
        """The same without the past, which a commit that is too large for both writes on its own."""
        return len(self._open.changes) + len(self._open.emitted)

    @property
    def emitted(self) -> Sequence[Emitted]:
        """The events so far, of all transactions."""
        return [emitted for one in (*(sealed for sealed, _ in self._sealed), self._open) for emitted in one.emitted]

    @property
    def files(self) -> Files:
        """The files of this tenant, as far as the entry declared rights to them."""
        from .runtime import runtime

        return Files(runtime().objects(), self.org_id, self.allowance.grants)

    # Committing

    def seal(self) -> None:
        """End the transaction here: what follows is another one, committed behind it.

        When a later one is lost, this one stays. So whoever seals must find out, at the next attempt or
        when the call comes again, what was done already.
        """
        self._settle()
        moment = self._open.changes.moment(self.now)
        self._seen.update(self._open.changes.left_at(moment))
        self._sealed.append((self._open, moment))
        self._open = Transaction()

    def forget(self) -> None:
        """Drop everything that was to be written, and what was read for it."""
        self._open, self._sealed = Transaction(), []
        self._seen.clear()
        self._met.clear()
        self._parsed.clear()

    @property
    def change_set_id(self) -> str | None:
        """The change set that this work will leave, if it leaves one."""
        return self._circumstances("").change_set_id if self.emitted else None

    @property
    def transactions(self) -> int:
        """How many there will be, as it stands."""
        return len(self._sealed) + 1

    def commit(self, *more: Entity) -> None:
        """Write everything in one transaction; `more` is stored with it under the condition that it is new.

        Raises Lost when it must be done again, the problem a write named, PayloadTooLarge, or Refused.
        """
        if self.decided is None:
            raise Refused(f"{self.request.operation}: nobody decided whether this is allowed")
        every = [*(sealed for sealed, _ in self._sealed), self._open]
        if any(len(one.changes) and not one.emitted for one in every) and not self.allowance.derives:
            raise Refused(f"{self.request.operation}: writes without an event")
        for sealed, moment in self._sealed:
            self._send(sealed, moment)
        if not self._open and not more:
            return
        for entity in more:
            self.create(entity)
        self._send(self._open, self._open.changes.moment(self.now))

    def _send(self, transaction: Transaction, moment: str) -> None:
        at = self._circumstances(moment)
        records: list[Entity] = [record_of(emitted, at) for emitted in transaction.emitted]
        if records and at.change_set_id is not None:
            records.append(change_set_of(records, transaction.emitted, at, number=self.request.part + self.sent))
        for record in records:
            write = Put(record.kind.to_item(record, version=1), Absent())
            self._guard(write.key, may.store)
            transaction.changes.add(Change(write=write, keeps=record.kind.keeps))
        transaction.changes.settle()
        transaction.send(self.tables, moment=moment, now=self.now, operation=self.request.operation)
        self.sent += 1

    def _settle(self) -> None:
        """End a part: what it left can be found, and written again."""
        try:
            self._seen.update(self._open.changes.settle())
        except ValueError as conflict:
            raise Refused(f"{self.request.operation}: {conflict}") from None

    def _find_again(self, found: Mapping[Key, Item | None], keys: Iterable[Key]) -> None:
        """Find these items as they were found before; what was not is read when it is asked for."""
        for key in keys:
            if key in found:
                self._seen[key] = found[key]
            else:
                self._seen.pop(key, None)

    def _circumstances(self, moment: str) -> Circumstances:
        assert self.decided is not None
        return Circumstances(
            principal=self.principal,
            request=self.request,
            decided=self.decided,
            now=self.now,
            moment=moment,
            org_id=self.org_id,
            workspace_id=self.workspace_id,
        )


def pause_before(attempt: int) -> None:
    """Wait before the next attempt of lost work: full jitter, 10 ms doubling, at most 200 ms."""
    import random

    time.sleep(random.uniform(0, min(0.2, 0.01 * 2**attempt)))  # noqa: S311 - jitter, not a secret
