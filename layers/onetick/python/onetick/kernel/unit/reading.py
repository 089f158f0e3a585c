"""Reading within one tenant: items by their keys, each once, and windows of partitions."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from .. import grants as may
from ..entity import Entity, kinds
from ..events import EventRecord
from ..grants import Grant
from ..history import lookback, past
from ..ids import OrgId
from ..limits import KEYS_PER_GET
from ..paging import Page, Paging
from ..patterns import Asked
from ..problems import NotFound
from ..recording import Request
from ..table import Item, Key, Position, Query, TableName, Tables, Window
from .allowance import Allowance, Refused

E = TypeVar("E", bound=Entity)

MAX_EMPTY_WINDOWS = 4

Known = Item | tuple[Entity, str | None]
"""An item as it was read; or an entity that a copy held, and the moment since which it has stood."""


@dataclass(slots=True, kw_only=True)
class Reading:
    """What a piece of work reads; `Work` is more of it. `allowance` says what it may.

    `calls` counts the reads by keys so far, for work whose size depends on how many there are left.
    Once it looks back, `then` is the moment as of which it finds everything that keeps its past. What
    rights are judged by is still today's.
    """

    tables: Tables
    request: Request
    allowance: Allowance
    org_id: OrgId | None
    calls: int = field(init=False, default=0)
    then: datetime | None = None
    _seen: dict[Key, Item | None] = field(init=False, default_factory=dict)
    _was: dict[Key, Item | None] = field(init=False, default_factory=dict)
    _left: dict[tuple[Key, str], Item | None] = field(init=False, default_factory=dict)
    _met: dict[Key, Known] = field(init=False, default_factory=dict)
    _parsed: dict[Key, tuple[Item, Any]] = field(init=False, default_factory=dict)

    def prefetch(self, keys: Iterable[Key]) -> None:
        """Read these items, those not read yet, in one call for each 100; `find` then answers from memory."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._seen]
        for key in wanted:
            self._guard(key, may.read)
        for start in range(0, len(wanted), KEYS_PER_GET):
            several = wanted[start : start + KEYS_PER_GET]
            found = self.tables.get_many(several)
            self.calls += 1
            self._seen.update((key, found.get(key)) for key in several)

    def find(self, cls: type[E], key: Key) -> E | None:
        """The entity at a key, or None. Read once per request; of its own writes, those of earlier parts are seen."""
        if key not in self._seen:
            self.prefetch([key])
        item = self._seen[key]
        if self.then is not None and cls.kind.keeps:
            return self._find_then(cls, item, key)
        return None if item is None else self._entity(cls, item)

    def load(self, cls: type[E], key: Key) -> E:
        """The entity at a key. Raises NotFound."""
        found = self.find(cls, key)
        if found is None:
            raise NotFound()
        return found

    def today(self, cls: type[E], key: Key) -> E | None:
        """The entity at a key as it is now, also for work that looks back: what may be shown of it is of today."""
        self.prefetch([key])
        item = self._seen[key]
        return None if item is None else self._entity(cls, item)

    def find_many(self, cls: type[E], keys: Sequence[Key]) -> list[E]:
        """The entities that exist among at most 100 keys, in the order of the keys."""
        self.prefetch(keys)
        return [found for key in keys if (found := self.find(cls, key)) is not None]

    def page(
        self,
        asked: Asked[E],
        paging: Paging,
        *,
        keep: Callable[[E], bool] | None = None,
        ahead: Callable[[Sequence[E]], Iterable[Key]] = lambda rows: (),
        part: str = "",
    ) -> Page[E]:
        """One page of a pattern. With `keep`, rows are left out behind the window, so a page may be short.

        `ahead` is what `keep` looks at, read once a window. Reads on, a few windows at most, when a
        window leaves nothing.
        """
        start = paging.start
        for _ in range(MAX_EMPTY_WINDOWS):
            rows, start = self._window(asked, paging.limit, start)
            self.prefetch(ahead(rows))
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

    def each(self, asked: Asked[E], *, window: int) -> Iterator[E]:
        """Every row of a pattern, read a window at a time as they are wanted, however little one answer holds."""
        start: Position | None = None
        while True:
            rows, start = self._window(asked, window, start)
            yield from rows
            if start is None:
                return

    def window(self, query: Query) -> Window:
        """A window of items of any kind, as they are stored."""
        self._guard(Key(query.table, query.pk, ""), lambda table: may.query(table, query.index))
        return self.tables.query(query)

    def some(self, asked: Asked[E], *, limit: int) -> list[E]:
        """The first `limit` rows of a pattern, or fewer."""
        return self._window(asked, limit, None)[0]

    def first(self, asked: Asked[E]) -> E | None:
        """The first row of a pattern, or None."""
        rows, _ = self._window(asked, 1, None)
        return rows[0] if rows else None

    def before(self, records: Sequence[EventRecord]) -> list[Entity | None]:
        """What each of at most 100 events changed, as it was before the commit of that event; None for what was new.

        History is kept for `history_days`: what was changed longer ago counts as new, too.
        """
        keys = self.keys_before(records)
        self.prefetch(keys)
        items = [self._seen[key] for key in keys]
        return [None if item is None else kinds[item.kind].from_item(item) for item in map(_restored, items)]

    def keys_before(self, records: Sequence[EventRecord]) -> list[Key]:
        """What `before` reads, for reading it together with something else."""
        named = [(record, record.left) for record in records if record.left is not None]
        if len(named) < len(records):
            raise Refused("an event of before there was history")
        return [past.key_of(Key(TableName.TENANT, record.partition, left.sk), left.at) for record, left in named]

    def superseded(self, cls: type[E], key: Key, moment: str) -> E | None:
        """The entity at a key as it was until the commit of this moment; None when that did not change it."""
        was = past.key_of(key, moment)
        self.prefetch([was])
        item = self._seen[was]
        return None if item is None else cls.kind.from_item(past.restored(item))

    def left(self, record: EventRecord) -> Entity | None:
        """What the commit of an event left of its thing; None when it left nothing, or its past is not kept."""
        left = record.left
        if left is None:
            raise Refused("an event of before there was history")
        item = self._left_at(Key(TableName.TENANT, record.partition, left.sk), left.at)
        return None if item is None else kinds[item.kind].from_item(item)

    def as_left(self, cls: type[E], key: Key, moment: str) -> E | None:
        """The entity at a key as the commit of this moment left it; None when that did not store it."""
        item = self._left_at(key, moment)
        return None if item is None else cls.kind.from_item(item)

    def _left_at(self, key: Key, moment: str) -> Item | None:
        """Looked up once: this work itself may go on to change the thing, and has not kept its past by then."""
        if (key, moment) not in self._left:
            self._left[key, moment] = self._look_up(key, moment)
        return self._left[key, moment]

    def _look_up(self, key: Key, moment: str) -> Item | None:
        self.prefetch([key])
        item = self._seen[key]
        if item is not None and item.at == moment:
            return item
        query = past.query_behind(key, moment)
        self._guard(Key(query.table, query.pk, ""), may.query)
        return next((past.restored(row) for row in self.tables.query(query).items if row.at == moment), None)

    def as_it_was(self, cls: type[E], key: Key, at: datetime) -> E | None:
        """The entity at a key as it was at the end of that millisecond; None when it was not there."""
        self.prefetch([key])
        item = self._item_at(self._seen[key], key, at)
        return None if item is None else cls.kind.from_item(item)

    def _entity(self, cls: type[E], item: Item) -> E:
        """The entity of an item that was read: parsed once, since nobody can change it."""
        known = self._parsed.get(item.key)
        if known is not None and known[0] is item and type(known[1]) is cls:
            found: E = known[1]
            return found
        found = cls.kind.from_item(item)
        self._parsed[item.key] = item, found
        return found

    def _find_then(self, cls: type[E], today: Item | None, key: Key) -> E | None:
        assert self.then is not None
        if key not in self._was:
            self._was[key] = self._item_at(today, key, self.then)
        item = self._was[key]
        if item is None:
            return None
        found: E = cls.kind.from_item(item)
        if item is today or cls.counting is Entity.counting:
            return found
        return found.counting(None if today is None else cls.kind.from_item(today))

    def _item_at(self, today: Item | None, key: Key, at: datetime) -> Item | None:
        return today if today is not None and past.stood(today, at) else self._past_of(key, at)

    def _past_of(self, key: Key, at: datetime) -> Item | None:
        query = past.query_of(key, at)
        self._guard(Key(query.table, query.pk, ""), may.query)
        return next((past.restored(row) for row in self.tables.query(query).items if past.stood(row, at)), None)

    def _window(self, asked: Asked[E], limit: int, start: Position | None) -> tuple[list[E], Position | None]:
        query = dataclasses.replace(asked.query, limit=limit, start=start)
        self._guard(Key(query.table, query.pk, ""), lambda table: may.query(table, query.index))
        window = self._query(asked, query)
        self._met |= {item.key: item for item in window.items}
        if not asked.also:
            return [asked.cls.kind.from_item(item) for item in window.items], window.next
        several: tuple[Any, ...] = (asked.cls, *asked.also)
        by_name = {cls.kind.name: cls.kind for cls in several}
        return [by_name[item.kind].from_item(item) for item in window.items], window.next

    def _query(self, asked: Asked[E], query: Query) -> Window:
        if self.then is None:
            return self.tables.query(query)
        if not asked.cls.kind.keeps:
            raise Refused(f"{asked.name}: what forgets cannot be listed as it was")
        return lookback.window_of(self.tables, query, self.then)

    def _guard(self, key: Key, right: Callable[[TableName], Grant]) -> None:
        needed = right(key.table)
        if needed not in self.allowance.grants:
            raise Refused(f"{self.request.operation} did not declare {needed.actions[0]} on {needed.resources[0]}")
        if key.table is TableName.TENANT and (self.org_id is None or not key.pk.startswith(f"{self.org_id}#")):
            raise Refused(f"{self.request.operation} reaches outside its tenant")


def _restored(item: Item | None) -> Item | None:
    return None if item is None else past.restored(item)
