"""The storage port: items, keys, conditions, and what a table must be able to do.

`dynamo.DynamoTables` is the real thing, `memory.MemoryTables` the fast one for tests; one contract
test suite proves them equal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol


class TableName(StrEnum):
    """Which table a key belongs to.

    TENANT holds customers' data, every partition tenant-first. GLOBAL holds what exists before a
    tenant does: accounts, credentials, sessions, and the platform's own timetable.
    """

    TENANT = "tenant"
    GLOBAL = "global"


class Index(StrEnum):
    """The secondary indexes of the tenant table; each is overloaded, tenant-first and projects everything."""

    GSI1 = "gsi1"
    GSI2 = "gsi2"


class Key(NamedTuple):
    """The address of one item."""

    table: TableName
    pk: str
    sk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One stored item: an entity as a JSON document, with what the table itself needs beside it.

    `version` counts writes, from 1. `schema` is the version of the document's shape (see
    `entity`). `expires` is a Unix time in seconds after which the table may drop the item. `at` is
    the moment of the write, where the item's past is kept (see `history.past`).
    """

    key: Key
    kind: str
    schema: int
    version: int
    doc: str
    index: Mapping[Index, tuple[str, str]] = field(default_factory=dict)
    expires: int | None = None
    at: str | None = None

    def since(self, moment: str | None) -> "Item":
        """The same item, written at that moment."""
        return Item(
            key=self.key,
            kind=self.kind,
            schema=self.schema,
            version=self.version,
            doc=self.doc,
            index=self.index,
            expires=self.expires,
            at=moment,
        )


@dataclass(frozen=True, slots=True)
class Absent:
    """The item must not exist; with `now` (Unix seconds), one whose `expires` has passed counts as absent."""

    now: int | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """The item must exist."""


@dataclass(frozen=True, slots=True)
class VersionIs:
    """The item must exist with this version."""

    version: int


Condition = Absent | Present | VersionIs | None


@dataclass(frozen=True, slots=True)
class Put:
    """Write an item whole."""

    item: Item
    condition: Condition

    @property
    def key(self) -> Key:
        return self.item.key


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove an item."""

    key: Key
    condition: Condition


@dataclass(frozen=True, slots=True)
class Check:
    """Write nothing, but refuse the transaction unless the condition holds."""

    key: Key
    condition: Condition


Write = Put | Delete | Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One window of one partition, of the table or of an index, in sort-key order.

    `prefix` limits the sort keys by their beginning; `after`/`before` are exclusive/inclusive
    bounds (`after < sk <= before`). `start` continues behind the row a previous window ended with.
    """

    table: TableName
    pk: str
    index: Index | None = None
    prefix: str = ""
    after: str | None = None
    before: str | None = None
    ascending: bool = True
    limit: int = 50
    start: "Position | None" = None
    consistent: bool = False


class Position(NamedTuple):
    """Where a window ended: the item's own key and, on an index, its index sort key."""

    pk: str
    sk: str
    index_sk: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Rows in order, and where to go on (None when the partition has no more)."""

    items: Sequence[Item]
    next: Position | None


class ConditionFailed(Exception):
    """A transaction was refused because conditions did not hold; nothing was written.

    `keys` names the items whose condition failed.
    """

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__(f"condition failed on {[tuple(k) for k in keys]}")
        self.keys = tuple(keys)


class Contention(Exception):
    """A transaction lost against a concurrent one or was throttled; nothing was written, try again."""


class ItemTooLarge(Exception):
    """An item or the transaction exceeds what the table can hold (400 KB, 4 MB)."""


class Tables(Protocol):
    """What storage must do. Every method is one call to the database."""

    def get_many(self, keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        """The items that exist among at most 100 keys, of either table."""

    def query(self, query: Query) -> Window:
        """One window of a partition."""

    def transact(self, writes: Sequence[Write], *, token: str | None = None) -> None:
        """Write 1 to 100 items, all or none; `token` makes a repeated call harmless for 10 minutes.

        Raises ConditionFailed, Contention or ItemTooLarge; ValueError for more than 100 items or
        the same key twice.
        """

    def add(self, key: Key, amount: int) -> int:
        """Add to the counter item at `key` (0 when absent) atomically; the new value.

        A counter is `{pk, sk, kind: "counter", version: value}`. Raises ConditionFailed when another kind of item is
        there.
        """

    def spend(self, key: Key, *, tokens: int, capacity: int, per_second: float, now: float) -> float | None:
        """Take tokens from the bucket at `key`, refilled at `per_second` up to `capacity`.

        Returns what remains, or None when there were too few (nothing is taken then). `now` is in Unix seconds. The
        bucket is kept as one number (see `requests.bucket`): one call, or two when it is in another state than this
        process last saw.
        """

    def scan(self, table: TableName, *, segment: int, segments: int, start: Position | None, limit: int) -> Window:
        """One window of a whole table, for named maintenance jobs only."""
