"""Writing within one tenant: what a piece of work will store and delete, and the events that tell of it.

Nothing is written yet: changes and events are gathered for the transaction that is open. What may not
be written is refused at once:

- any key outside the tenant, and whatever the entry's role does not allow,
- an event the entry did not declare,
- two writes of one item, unless they belong to different parts (`Work.part`),
- to change what has not been read, where the past is kept.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from .. import grants as may
from ..entity import Entity, Kind, kinds
from ..events import Emitted, EventRecord, EventType
from ..grants import Grant
from ..history import past
from ..problems import PayloadTooLarge, Problem
from ..table import Absent, Check, Condition, Delete, Item, Key, Put, TableName, VersionIs, Write
from .allowance import Refused
from .changes import Change
from .committing import TOO_LARGE, Transaction
from .reading import Known, Reading

E = TypeVar("E", bound=Entity)


@dataclass(slots=True, kw_only=True)
class Writing(Reading):
    """What a piece of work writes; `Work` is more of it. `now` is fixed for the whole request."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    _open: Transaction = field(init=False, default_factory=Transaction)

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

    @property
    def pending(self) -> Sequence[Write]:
        """The writes so far, without events and the past."""
        return self._open.changes.writes

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
