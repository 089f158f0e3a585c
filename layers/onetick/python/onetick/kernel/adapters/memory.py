"""Tables in memory, with DynamoDB's semantics, limits and prices: for tests that need thousands of commits.

One contract test suite and one state machine prove them equal to `dynamo.DynamoTables`.
"""

import time
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import RLock
from zlib import crc32

from .. import meter
from ..limits import (
    TOKEN_SECONDS,
    WINDOW_BYTES,
    check_key,
    check_limit,
    check_query,
    check_segment,
    check_writes,
    first_sort_key,
    item_size,
    wanted_keys,
)
from ..meter import read_price, write_price
from ..requests.bucket import Spending
from ..table import (
    Absent,
    Check,
    Condition,
    ConditionFailed,
    Delete,
    Index,
    Item,
    Key,
    Position,
    Present,
    Put,
    Query,
    TableName,
    VersionIs,
    Window,
    Write,
)

Row = tuple[str, str, str]
"""Where an item stands in a partition: the sort key that orders it, then its own key, which breaks ties."""


@dataclass(slots=True)
class _State:
    """Everything stored. `partitions` holds sorted rows by table or index and partition key."""

    items: dict[Key, Item] = field(default_factory=dict)
    partitions: dict[tuple[TableName, Index | None, str], list[Row]] = field(default_factory=dict)
    tokens: dict[str, tuple[float, tuple[Write, ...]]] = field(default_factory=dict)
    written: list[Item] = field(default_factory=list)
    inserted: list[Item] = field(default_factory=list)

    def copy(self) -> "_State":
        partitions = {place: list(rows) for place, rows in self.partitions.items()}
        return _State(dict(self.items), partitions, dict(self.tokens), list(self.written), list(self.inserted))

    def put(self, item: Item) -> None:
        if item.key not in self.items:
            self.inserted.append(item)
        self.written.append(item)
        self.drop(item.key)
        self.items[item.key] = item
        for place, row in _rows(item):
            insort(self.partitions.setdefault(place, []), row)

    def drop(self, key: Key) -> None:
        old = self.items.pop(key, None)
        if old is None:
            return
        for place, row in _rows(old):
            rows = self.partitions[place]
            del rows[bisect_left(rows, row)]
            if not rows:
                del self.partitions[place]


class Snapshot:
    """The content of a `MemoryTables` at one moment; only `restore` looks inside."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def content(self) -> _State:
        """A copy of what was kept."""
        return self._state.copy()


class MemoryTables:
    """Both tables in this process; safe to share between threads. `clock` gives Unix seconds."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = RLock()
        self._state = _State()

    def get_many(self, keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        wanted = wanted_keys(keys)
        if not wanted:
            return {}
        with self._lock:
            found = {key: item for key in wanted if (item := self._state.items.get(key))}
        sizes = (item_size(found[key]) if key in found else 0 for key in wanted)
        meter.count(read_units=sum(read_price(size, consistent=consistent) for size in sizes))
        return {key: item for key, item in found.items() if self._is_live(item)}

    def query(self, query: Query) -> Window:
        check_query(query)
        if first_sort_key(query) is None:
            return Window((), None)
        with self._lock:
            rows = self._state.partitions.get((query.table, query.index, query.pk), [])
            low, high = _range(rows, query)
            places = range(low, high) if query.ascending else range(high - 1, low - 1, -1)
            chosen = (self._item(query.table, rows[place]) for place in places)
            return self._window(chosen, query.limit, index=query.index, consistent=query.consistent)

    def transact(self, writes: Sequence[Write], *, token: str | None = None) -> None:
        check_writes(writes)
        with self._lock:
            if token is not None and self._is_repeated(token, tuple(writes)):
                meter.count()
                return
            failed = [write.key for write in writes if not self._holds(write)]
            factor = 1 if len(writes) == 1 and token is None else 2
            meter.count(write_units=factor * sum(self._price(write) for write in writes))
            if failed:
                raise ConditionFailed(failed)
            for write in writes:
                self._apply(write)
            if token is not None:
                self._state.tokens[token] = (self._clock() + TOKEN_SECONDS, tuple(writes))

    def add(self, key: Key, amount: int) -> int:
        check_key(key)
        with self._lock:
            old = self._state.items.get(key)
            if old is not None and old.kind != "counter":
                raise ConditionFailed([key])
            value = amount + (old.version if old else 0)
            self._update(Item(key=key, kind="counter", schema=1, version=value, doc="{}"))
            return value

    def spend(self, key: Key, *, tokens: int, capacity: int, per_second: float, now: float) -> float | None:
        check_key(key)
        spending = Spending.of(tokens=tokens, capacity=capacity, per_second=per_second, now=now)
        if not spending.possible:
            return None
        with self._lock:
            old = self._state.items.get(key)
            full_at = spending.after(old.version if old else None)
            if full_at is None:
                meter.count(write_units=1)
                return None
            self._update(Item(key=key, kind="bucket", schema=1, version=full_at, doc="{}", expires=spending.expires))
            return spending.remaining(full_at, capacity)

    def scan(self, table: TableName, *, segment: int, segments: int, start: Position | None, limit: int) -> Window:
        check_segment(segment, segments)
        check_limit(limit)
        with self._lock:
            keys = sorted(key for key in self._state.items if key.table is table and _segment(key, segments) == segment)
            first = bisect_right(keys, Key(table, start.pk, start.sk)) if start else 0
            chosen = (self._state.items[key] for key in islice(keys, first, None))
            return self._window(chosen, limit, index=None, consistent=False)

    def stream(self, *kinds: str) -> list[Item]:
        """Every item of these kinds (events unless told) as it was first put, in commit order.

        That is what the relay is told of: what is put over an item is no insertion.
        """
        from ..events import EVENT_KINDS

        wanted = kinds or EVENT_KINDS
        with self._lock:
            return [item for item in self._state.inserted if item.kind in wanted]

    def puts(self, *kinds: str) -> list[Item]:
        """Every item of these kinds that was put so far, each time that it was, in commit order."""
        with self._lock:
            return [item for item in self._state.written if item.kind in kinds]

    def snapshot(self) -> Snapshot:
        """What is stored now, the stream included."""
        with self._lock:
            return Snapshot(self._state.copy())

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to what was stored when the snapshot was taken."""
        with self._lock:
            self._state = snapshot.content()

    def _item(self, table: TableName, row: Row) -> Item:
        return self._state.items[Key(table, row[1], row[2])]

    def _window(self, rows: Iterable[Item], limit: int, *, index: Index | None, consistent: bool) -> Window:
        """The first rows, up to the limit or a megabyte; expired ones are left out, but were looked at."""
        seen: list[Item] = []
        size = 0
        rows = iter(rows)
        for item in islice(rows, limit):
            size += item_size(item)
            seen.append(item)
            if size >= WINDOW_BYTES:
                break
        more = next(rows, None)
        if more is not None and len(seen) == limit:
            size += item_size(more)
        meter.count(read_units=read_price(size, consistent=consistent))
        live = tuple(item for item in seen if self._is_live(item))
        return Window(live, _position(seen[-1], index) if more is not None else None)

    def _is_live(self, item: Item) -> bool:
        return item.expires is None or item.expires > self._clock()

    def _is_repeated(self, token: str, writes: tuple[Write, ...]) -> bool:
        until, earlier = self._state.tokens.get(token, (0.0, ()))
        if until <= self._clock():
            return False
        if earlier != writes:
            raise ValueError("the token was used for another transaction")
        return True

    def _holds(self, write: Write) -> bool:
        return _holds(write.condition, self._state.items.get(write.key))

    def _apply(self, write: Write) -> None:
        if isinstance(write, Put):
            self._state.put(write.item)
        elif isinstance(write, Delete):
            self._state.drop(write.key)

    def _update(self, item: Item) -> None:
        meter.count(write_units=self._price(Put(item, None)))
        self._state.put(item)

    def _price(self, write: Write) -> int:
        old = self._state.items.get(write.key)
        new = write.item if isinstance(write, Put) else None
        if isinstance(write, Check):
            return write_price(item_size(old)) if old else 1
        sizes = [item_size(item) for item in (old, new) if item is not None]
        return write_price(max(sizes, default=0)) + sum(_index_price(name, old, new) for name in Index)


def _rows(item: Item) -> Iterable[tuple[tuple[TableName, Index | None, str], Row]]:
    """Where an item stands: in its partition of the table, and in one of each index it names."""
    table, pk, sk = item.key
    yield (table, None, pk), (sk, pk, sk)
    for name, (index_pk, index_sk) in item.index.items():
        yield (table, name, index_pk), (index_sk, pk, sk)


def _range(rows: list[Row], query: Query) -> tuple[int, int]:
    """The slice of a partition that a query asks for."""
    low, high = 0, len(rows)
    if query.prefix:
        low = bisect_left(rows, query.prefix, key=_sort_key)
        high = bisect_right(rows, query.prefix, key=lambda row: row[0][: len(query.prefix)])
    if query.after is not None:
        low = max(low, bisect_right(rows, query.after, key=_sort_key))
    if query.before is not None:
        high = min(high, bisect_right(rows, query.before, key=_sort_key))
    if query.start is None:
        return low, high
    start = _start_row(query.start)
    if query.ascending:
        return max(low, bisect_right(rows, start)), high
    return low, min(high, bisect_left(rows, start))


def _sort_key(row: Row) -> str:
    return row[0]


def _start_row(start: Position) -> Row:
    return (start.sk if start.index_sk is None else start.index_sk, start.pk, start.sk)


def _position(item: Item, index: Index | None) -> Position:
    _, pk, sk = item.key
    return Position(pk, sk, item.index[index][1] if index else None)


def _segment(key: Key, segments: int) -> int:
    return crc32(key.pk.encode()) % segments


def _holds(condition: Condition, old: Item | None) -> bool:
    match condition:
        case None:
            return True
        case Absent(now):
            return old is None or (now is not None and old.expires is not None and old.expires <= now)
        case Present():
            return old is not None
        case VersionIs(version):
            return old is not None and old.version == version


def _index_price(name: Index, old: Item | None, new: Item | None) -> int:
    """The units an index takes to follow a write: none where nothing changes, a row out and a row in where it moves."""
    before = old.index.get(name) if old else None
    after = new.index.get(name) if new else None
    if old == new or (before is None and after is None):
        return 0
    if before == after and old and new:
        return write_price(max(item_size(old), item_size(new)))
    out = write_price(item_size(old)) if old and before else 0
    into = write_price(item_size(new)) if new and after else 0
    return out + into
