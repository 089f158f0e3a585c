"""The unit of work: the only object that reaches the tables, and one commit per request.

A use case reads and writes through it and emits events; nothing is written until `commit`, which
sends state, events and the idempotency record as one transaction; or as several, where the use case
said that it is made of things that may happen one by one (`Work.seal`). It refuses

- any key outside the tenant it is bound to, and whatever its entry's role does not allow,
- to commit without an access decision,
- writes without an event, and an event the entry did not declare,
- two writes of one item, unless they belong to different parts (`Work.part`),
- to change what it has not read, where the past is kept,
- more than 100 items: it never splits what belongs together.
"""

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from . import grants as may
from . import past
from .allowance import Refused
from .changes import Change
from .changesets import change_set_of
from .committing import MAX_ITEMS, TOO_LARGE, Lost, Transaction
from .entity import Entity, Kind, kinds
from .events import Emitted, EventRecord, EventType
from .files import Files
from .grants import Grant
from .ids import OrgId, WorkspaceId
from .principal import Principal
from .problems import PayloadTooLarge, Problem
from .reading import Known, Reading
from .recording import Circumstances, Decided, record_of
from .table import (
    Absent,
    Check,
    Condition,
    Contention,
    Delete,
    Item,
    Key,
    Put,
    TableName,
    VersionIs,
    Write,
)

E = TypeVar("E", bound=Entity)

__all__ = ["MAX_ITEMS", "Lost", "Recorded", "Refused", "Work", "pause_before"]


class Recorded(Exception):
    """Raised by a use case: commit what it has written, then answer with `problem`. A refusal that leaves a trace."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


@dataclass(slots=True, kw_only=True)
class Work(Reading):
    """See the module. `now` is fixed for the whole request; `attempt` counts from 1 when a commit was lost.

    With `previews` nothing will be committed. `sent` counts the transactions that were.
    """

    principal: Principal
    workspace_id: WorkspaceId | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    attempt: int = 1
    decided: Decided | None = None
    standing: Any = None
    previews: bool = False
    sent: int = field(init=False, default=0)
    _parts: int = field(init=False, default=0)
    _open: Transaction = field(init=False, default_factory=Transaction)
    _sealed: list[tuple[Transaction, str]] = field(init=False, default_factory=list)

    # Writing

    def create(self, entity: E, *, otherwise: Problem | None = None) -> E:
        """Store a new entity; `otherwise` is raised at commit when one exists there already."""
        now = int(self.now.timestamp()) if getattr(entity, "expires", None) else None
        return self._put(entity, Absent(now), version=1, otherwise=otherwise)

    def save(self, entity: E, *, otherwise: Problem | None = None) -> E:
        """Store a changed entity, provided that nobody changed it since it was read."""
        if entity.version == 0:
            raise Refused(f"{type(entity).__name__} was never stored: create it")
        before = self._before(entity)
        condition = VersionIs(entity.version)
        return self._put(entity, condition, version=entity.version + 1, otherwise=otherwise, before=before)

    def put(self, entity: E) -> E:
        """Store an entity whole, new or changed, provided that nobody changed it since it was read."""
        return self.save(entity) if entity.version else self.create(entity)

    def replace(self, entity: E) -> E:
        """Store a derived entity over whatever is there. Raises Refused where the past is kept: mirror it instead."""
        if entity.kind.keeps:
            raise Refused(f"a {entity.kind.name} keeps its past: nothing may be stored over what was not read")
        return self._put(entity, None, version=entity.version + 1, otherwise=None)

    def mirror(
        self,
        copies: Callable[[E], Iterable[Entity]],
        after: E | None,
        before: E | None = None,
        *,
        alone: tuple[type[Entity], ...] = (),
    ) -> None:
        """Store the copies that follow from an entity, in place of those that followed from it before.

        To be called whenever the entity itself is written: its version guards the copies, and they
        change when it does. `before` is the entity as it was read, and found where it is not given.
        Copies of the classes `alone` must find their place free: where somebody else took it
        meanwhile, the commit is lost and starts again.
        """
        if before is None and after is not None and after.version > 1:
            before = self._as_read(after)
        since = self._since(before) if before is not None else None
        old = {item.key: item for item in _copied(copies(before), since)} if before is not None else {}
        for copy in copies(after) if after is not None else ():
            item = copy.kind.to_item(copy, version=1)
            known = old.pop(item.key, None)
            condition = Absent() if known is None and isinstance(copy, alone) else None
            self._store(copy.kind, Put(item, condition), before=_superseded(copy.kind, known))
        for key, known in sorted(old.items()):
            kind = kinds[known.kind]
            self._add(Change(write=Delete(key, None), keeps=kind.keeps, before=_superseded(kind, known)))

    def remove(self, entity: Entity) -> None:
        """Delete an entity, provided that nobody changed it since it was read."""
        write = Delete(entity.own_key, VersionIs(entity.version))
        self._add(Change(write=write, keeps=entity.kind.keeps, before=self._before(entity)))

    def discard(self, cls: type[Entity], key: Key) -> None:
        """Delete a derived item if it is there. Raises Refused where the past is kept: remove what was read."""
        if cls.kind.keeps:
            raise Refused(f"a {cls.kind.name} keeps its past: remove what was read, or mirror it")
        self._add(Change(write=Delete(key, None)))

    def erase(self, key: Key, *, version: int | None = None) -> None:
        """Delete an item, be it of the past, and leave nothing of it to the past; only in this `version`, when given.

        For what is purged; whatever else is deleted is kept for those who look back.
        """
        condition = None if version is None else VersionIs(version)
        self._add(Change(write=Delete(key, condition)))

    def blot_out(self, item: Item, less: Entity) -> None:
        """Store what now says less in place of an item, be it of the past, and keep nothing of what it said.

        For what is purged. Whoever has read what is there now cannot write it again: it has another version.
        An event has not, since nobody writes that.
        """
        new = less.kind.to_item(less, version=item.version)
        stays = item.kind != less.kind.name or isinstance(less, EventRecord)
        version = item.version if stays else item.version + 1
        written = dataclasses.replace(item, doc=new.doc, schema=new.schema, version=version)
        self._add(Change(write=Put(written, VersionIs(item.version))))

    def contained(self, copy: Entity, entity: E) -> E:
        """An entity that a copy of it holds whole. Both are always written together, so it counts as read."""
        self._met[entity.own_key] = (entity, self._since(copy))
        return entity

    def require(self, entity: Entity, *, otherwise: Problem | None = None) -> None:
        """Commit only if nobody changes this entity meanwhile."""
        self._add(Change(write=Check(entity.own_key, VersionIs(entity.version)), otherwise=otherwise))

    def require_absent(self, key: Key, *, otherwise: Problem | None = None) -> None:
        """Commit only if nobody stores anything at this key meanwhile."""
        self._add(Change(write=Check(key, Absent()), otherwise=otherwise))

    def emit(self, type: EventType[E], entity: E, *, before: E | None = None, **context: Any) -> None:
        """Record what happened to `entity` (as stored by this work); `before` is how it was read.

        A context name may end in `_` where Python reserves it: `from_` is published as `from`.
        """
        if type.name not in self.allowance.emits:
            raise Refused(f"{self.request.operation} does not declare that it emits {type.name}")
        self._open.emitted.append(Emitted(type=type, entity=entity, before=before, context=context))

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
    def pending(self) -> Sequence[Write]:
        """The writes so far, without events and the past."""
        return self._open.changes.writes

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

    def _put(
        self,
        entity: E,
        condition: Condition,
        *,
        version: int,
        otherwise: Problem | None = None,
        before: Item | None = None,
    ) -> E:
        item = entity.kind.to_item(entity, version=version)
        self._store(entity.kind, Put(item, condition), otherwise=otherwise, before=before)
        return entity.at_version(version)

    def _store(
        self, kind: Kind[Any], write: Put, *, otherwise: Problem | None = None, before: Item | None = None
    ) -> None:
        if kind.keeps and not past.fits(write.item):
            raise PayloadTooLarge(TOO_LARGE)
        self._add(Change(write=write, otherwise=otherwise, keeps=kind.keeps, before=before))

    def _add(self, change: Change) -> None:
        key = change.write.key
        self._guard(key, _RIGHTS[type(change.write)])
        if key in self._open.changes:
            raise Refused(f"{self.request.operation}: two writes of {tuple(key)}")
        self._open.changes.add(change)

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

    def _before(self, entity: Entity) -> Item | None:
        """The item that a change of this entity supersedes, where its past is kept."""
        if not entity.kind.keeps:
            return None
        found = self._read(entity)
        item = next(_copied([found[0]], found[1])) if isinstance(found, tuple) else found
        if item is None or item.version != entity.version:
            raise Refused(f"{self.request.operation}: changes a {entity.kind.name} that it has not read")
        return item

    def _as_read(self, entity: E) -> E | None:
        """The entity as this work has read it."""
        found = self._read(entity)
        if isinstance(found, tuple):
            return cast("E", found[0])
        return None if found is None else self._entity(type(entity), found)

    def _since(self, entity: Entity) -> str | None:
        """The moment since which an entity that was read has stood."""
        found = self._read(entity)
        return found[1] if isinstance(found, tuple) else found.at if found is not None else None

    def _read(self, entity: Entity) -> "Known | None":
        key = entity.own_key
        return self._seen.get(key) or self._met.get(key)

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


def _copied(copies: Iterable[Entity], since: str | None) -> Iterator[Item]:
    """The items of copies that stand since that moment."""
    return (copy.kind.to_item(copy, version=copy.version or 1, at=since) for copy in copies)


def _superseded(kind: Kind[Any], item: Item | None) -> Item | None:
    """What a change of this item leaves to the past, where that is kept."""
    return item if kind.keeps else None


_RIGHTS: Mapping[type[Write], Callable[[TableName], Grant]] = {
    Check: may.require,
    Delete: may.remove,
    Put: may.store,
}


def pause_before(attempt: int) -> None:
    """Wait before the next attempt of lost work: full jitter, 10 ms doubling, at most 200 ms."""
    import random

    time.sleep(random.uniform(0, min(0.2, 0.01 * 2**attempt)))  # noqa: S311 - jitter, not a secret
