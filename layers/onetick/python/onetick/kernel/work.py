"""The unit of work: the only object that reaches the tables, and one commit per request.

A use case reads and writes through it and emits events; nothing is written until `commit`, which
sends state, events and the idempotency record as one transaction. It refuses

- any key outside the tenant it is bound to, and whatever its entry's role does not allow,
- to commit without an access decision,
- writes without an event, and an event the entry did not declare,
- two writes of one item, unless they belong to different parts (`Work.part`),
- more than 100 items: it never splits.
"""

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from . import grants as may
from .entity import Entity
from .events import Emitted, EventType
from .files import Files
from .grants import Grant
from .ids import OrgId, WorkspaceId, new_ulid
from .merging import merged
from .paging import Page, Paging
from .patterns import Asked
from .principal import Principal
from .problems import NotFound, PayloadTooLarge, Problem
from .recording import Circumstances, Decided, Request, record_of
from .table import (
    Absent,
    Check,
    Condition,
    ConditionFailed,
    Contention,
    Delete,
    Item,
    ItemTooLarge,
    Key,
    Position,
    Put,
    TableName,
    Tables,
    VersionIs,
    Write,
)

E = TypeVar("E", bound=Entity)

MAX_ITEMS = 100
MAX_EMPTY_WINDOWS = 4


class Lost(Exception):
    """The commit lost against a concurrent one; nothing was written and the work must start afresh."""


class Recorded(Exception):
    """Raised by a use case: commit what it has written, then answer with `problem`. A refusal that leaves a trace."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class Refused(TypeError):
    """A programming error that the kernel does not let through; see the module."""


class Declared(Protocol):
    """An entry, as far as its work is concerned."""

    @property
    def emits(self) -> tuple[EventType[Any], ...]: ...
    def all_grants(self) -> tuple[Grant, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What an entry declared: what its role lets it do, and the event types it may emit.

    With `derives` it keeps copies that follow from other events, and may write them without one.
    """

    grants: frozenset[Grant]
    emits: frozenset[str]
    derives: bool = False

    @classmethod
    def of(cls, entry: "Declared", *, derives: bool = False) -> "Allowance":
        """The allowance of an entry."""
        return cls(
            grants=frozenset(entry.all_grants()), emits=frozenset(kind.name for kind in entry.emits), derives=derives
        )


@dataclass(slots=True)
class _Pending:
    write: Write
    otherwise: Problem | None = None


@dataclass(slots=True, kw_only=True)
class Work:
    """See the module. `now` is fixed for the whole request; `attempt` counts from 1 when a commit was lost."""

    tables: Tables
    principal: Principal
    request: Request
    allowance: Allowance
    org_id: OrgId | None
    workspace_id: WorkspaceId | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    attempt: int = 1
    decided: Decided | None = None
    standing: Any = None
    _seen: dict[Key, Item | None] = field(init=False, default_factory=dict)
    _pending: dict[Key, _Pending] = field(init=False, default_factory=dict)
    _settled: dict[Key, _Pending] = field(init=False, default_factory=dict)
    _emitted: list[Emitted] = field(init=False, default_factory=list)

    # Reading

    def prefetch(self, keys: Iterable[Key]) -> None:
        """Read these items, those not read yet, in one call for each 100; `find` then answers from memory."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._seen]
        for key in wanted:
            self._guard(key, may.read)
        for start in range(0, len(wanted), MAX_ITEMS):
            several = wanted[start : start + MAX_ITEMS]
            found = self.tables.get_many(several)
            self._seen.update((key, found.get(key)) for key in several)

    def find(self, cls: type[E], key: Key) -> E | None:
        """The entity at a key, or None. Read once per request; of its own writes, those of earlier parts are seen."""
        self.prefetch([key])
        item = self._seen[key]
        return None if item is None else cls.kind.from_item(item)

    def load(self, cls: type[E], key: Key) -> E:
        """The entity at a key. Raises NotFound."""
        found = self.find(cls, key)
        if found is None:
            raise NotFound()
        return found

    def find_many(self, cls: type[E], keys: Sequence[Key]) -> list[E]:
        """The entities that exist among at most 100 keys, in the order of the keys."""
        self.prefetch(keys)
        return [found for key in keys if (found := self.find(cls, key)) is not None]

    def page(
        self, asked: Asked[E], paging: Paging, *, keep: Callable[[E], bool] | None = None, part: str = ""
    ) -> Page[E]:
        """One page of a pattern. With `keep`, rows are left out behind the window, so a page may be short.

        Reads on, a few windows at most, when a window leaves nothing.
        """
        start = paging.start
        for _ in range(MAX_EMPTY_WINDOWS):
            rows, start = self._window(asked, paging.limit, start)
            kept = [row for row in rows if keep is None or keep(row)]
            if kept or start is None:
                break
        return Page(kept, paging.cursor(start, part=part))

    def all(self, asked: Asked[E], *, limit: int) -> list[E]:
        """Every row of a pattern known to be small. Raises Refused when there are more than `limit`."""
        rows, more = self._window(asked, limit, None)
        if more is not None and self._window(asked, 1, more)[0]:
            raise Refused(f"{asked.name}: more than {limit} rows where few were promised")
        return rows

    def some(self, asked: Asked[E], *, limit: int) -> list[E]:
        """The first `limit` rows of a pattern, or fewer."""
        return self._window(asked, limit, None)[0]

    def first(self, asked: Asked[E]) -> E | None:
        """The first row of a pattern, or None."""
        rows, _ = self._window(asked, 1, None)
        return rows[0] if rows else None

    def _window(self, asked: Asked[E], limit: int, start: Position | None) -> tuple[list[E], Position | None]:
        query = dataclasses.replace(asked.query, limit=limit, start=start)
        self._guard(Key(query.table, query.pk, ""), lambda table: may.query(table, query.index))
        window = self.tables.query(query)
        return [asked.cls.kind.from_item(item) for item in window.items], window.next

    # Writing

    def create(self, entity: E, *, otherwise: Problem | None = None) -> E:
        """Store a new entity; `otherwise` is raised at commit when one exists there already."""
        now = int(self.now.timestamp()) if getattr(entity, "expires", None) else None
        return self._put(entity, Absent(now), version=1, otherwise=otherwise)

    def save(self, entity: E, *, otherwise: Problem | None = None) -> E:
        """Store a changed entity, provided that nobody changed it since it was read."""
        if entity.version == 0:
            raise Refused(f"{type(entity).__name__} was never stored: create it")
        return self._put(entity, VersionIs(entity.version), version=entity.version + 1, otherwise=otherwise)

    def put(self, entity: E) -> E:
        """Store an entity whole, new or changed, provided that nobody changed it since it was read."""
        return self.save(entity) if entity.version else self.create(entity)

    def replace(self, entity: E) -> E:
        """Store a derived entity over whatever is there: for copies that only follow their source."""
        return self._put(entity, None, version=entity.version + 1, otherwise=None)

    def remove(self, entity: Entity) -> None:
        """Delete an entity, provided that nobody changed it since it was read."""
        self._add(_Pending(Delete(entity.own_key, VersionIs(entity.version))))

    def discard(self, key: Key) -> None:
        """Delete a derived item if it is there."""
        self._add(_Pending(Delete(key, None)))

    def require(self, entity: Entity, *, otherwise: Problem | None = None) -> None:
        """Commit only if nobody changes this entity meanwhile."""
        self._add(_Pending(Check(entity.own_key, VersionIs(entity.version)), otherwise))

    def emit(self, type: EventType[E], entity: E, *, before: E | None = None, **context: Any) -> None:
        """Record what happened to `entity` (as stored by this work); `before` is how it was read.

        A context name may end in `_` where Python reserves it: `from_` is published as `from`.
        """
        if type.name not in self.allowance.emits:
            raise Refused(f"{self.request.operation} does not declare that it emits {type.name}")
        self._emitted.append(Emitted(type=type, entity=entity, before=before, context=context))

    def reserve(self, key: Key, amount: int = 1) -> int:
        """Take numbers from the counter at `key`, outside the commit; gaps are harmless. The last number taken.

        Raises Lost when a commit of others holds the counter at this moment.
        """
        self._guard(key, may.count)
        try:
            return self.tables.add(key, amount)
        except Contention as contention:
            raise Lost() from contention

    def spend(self, key: Key, *, capacity: int, per_day: int) -> bool:
        """Take one from the bucket at `key`, refilled evenly over a day, outside the commit; whether one was left.

        A commit that was lost and starts again does not take another.
        """
        self._guard(key, may.count)
        if self.attempt > 1:
            return True
        left = self.tables.spend(
            key, tokens=1, capacity=capacity, per_second=per_day / 86_400, now=self.now.timestamp()
        )
        return left is not None

    def enter(self, org_id: OrgId) -> None:
        """Bind work that has no tenant yet to one that it found, or founds. Raises Refused when bound elsewhere."""
        if self.org_id not in (None, org_id):
            raise Refused("work is bound to one tenant")
        self.org_id = org_id

    def identify(self, principal: Principal) -> None:
        """Name the caller of work that began without one: whom the body's credential proved, else raises Refused."""
        if self.principal.method != "none":
            raise Refused("the caller is known already")
        self.principal = principal

    @contextmanager
    def part(self) -> Iterator[None]:
        """One of several operations of this work. It finds what those before it wrote, and may write it again.

        When it raises, what it wrote and emitted is forgotten, and the work can go on with the next.
        """
        self._settle()
        emitted = len(self._emitted)
        try:
            yield
        except BaseException:
            self._pending.clear()
            del self._emitted[emitted:]
            raise
        self._settle()

    @property
    def pending(self) -> Sequence[Write]:
        """The writes so far, without events."""
        return [pending.write for pending in (*self._settled.values(), *self._pending.values())]

    @property
    def size(self) -> int:
        """How many items the transaction would have by now, events included."""
        return len(self._settled.keys() | self._pending.keys()) + len(self._emitted)

    @property
    def emitted(self) -> Sequence[Emitted]:
        """The events so far."""
        return list(self._emitted)

    @property
    def files(self) -> Files:
        """The files of this tenant, as far as the entry declared rights to them."""
        from .runtime import runtime

        return Files(runtime().objects(), self.org_id, self.allowance.grants)

    # Committing

    def commit(self, *more: Entity) -> None:
        """Write everything in one transaction; `more` is stored with it under the condition that it is new.

        Raises Lost when it must be done again, the problem a write named, PayloadTooLarge, or Refused.
        """
        if self.decided is None:
            raise Refused(f"{self.request.operation}: nobody decided whether this is allowed")
        if self.pending and not self._emitted and not self.allowance.derives:
            raise Refused(f"{self.request.operation}: writes without an event")
        if not self.pending and not self._emitted and not more:
            return
        for entity in more:
            self.create(entity)
        for emitted in self._emitted:
            record = record_of(emitted, self._circumstances())
            self._add(_Pending(Put(record.kind.to_item(record, version=1), Absent())))
        self._transact()

    def _transact(self) -> None:
        self._settle()
        if len(self._settled) > MAX_ITEMS:
            raise Refused(f"{self.request.operation}: {len(self._settled)} items in one transaction")
        try:
            self.tables.transact(self.pending, token=new_ulid())
        except ConditionFailed as failed:
            for key in failed.keys:
                if problem := self._settled[key].otherwise:
                    raise problem from failed
            raise Lost() from failed
        except Contention as contention:
            raise Lost() from contention
        except ItemTooLarge:
            raise PayloadTooLarge("What would be stored is over the limit of 400 KB.") from None

    def _put(self, entity: E, condition: Condition, *, version: int, otherwise: Problem | None) -> E:
        item = entity.kind.to_item(entity, version=version)
        self._add(_Pending(Put(item, condition), otherwise))
        return entity.at_version(version)

    def _add(self, pending: _Pending) -> None:
        key = pending.write.key
        self._guard(key, _RIGHTS[type(pending.write)])
        if key in self._pending:
            raise Refused(f"{self.request.operation}: two writes of {tuple(key)}")
        self._pending[key] = pending

    def _settle(self) -> None:
        """End a part: its writes become one with those before it, and what it left can be found."""
        for key, pending in self._pending.items():
            self._seen.update(_left(pending.write))
            before = self._settled.pop(key, None)
            if before is None:
                self._settled[key] = pending
                continue
            try:
                write = merged(before.write, pending.write)
            except ValueError as conflict:
                raise Refused(f"{self.request.operation}: {conflict}") from None
            if write is not None:
                self._settled[key] = _Pending(write, before.otherwise or pending.otherwise)
        self._pending.clear()

    def _guard(self, key: Key, right: Callable[[TableName], Grant]) -> None:
        needed = right(key.table)
        if needed not in self.allowance.grants:
            raise Refused(f"{self.request.operation} did not declare {needed.actions[0]} on {needed.resources[0]}")
        if key.table is TableName.TENANT and (self.org_id is None or not key.pk.startswith(f"{self.org_id}#")):
            raise Refused(f"{self.request.operation} reaches outside its tenant")

    def _circumstances(self) -> Circumstances:
        assert self.decided is not None
        return Circumstances(
            principal=self.principal,
            request=self.request,
            decided=self.decided,
            now=self.now,
            org_id=self.org_id,
            workspace_id=self.workspace_id,
        )


_RIGHTS: Mapping[type[Write], Callable[[TableName], Grant]] = {
    Check: may.require,
    Delete: may.remove,
    Put: may.store,
}


def _left(write: Write) -> dict[Key, Item | None]:
    """What a write leaves to be found."""
    match write:
        case Put():
            return {write.key: write.item}
        case Delete():
            return {write.key: None}
        case Check():
            return {}


def pause_before(attempt: int) -> None:
    """Wait before the next attempt of lost work: full jitter, 10 ms doubling, at most 200 ms."""
    import random

    time.sleep(random.uniform(0, min(0.2, 0.01 * 2**attempt)))  # noqa: S311 - jitter, not a secret
