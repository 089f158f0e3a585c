"""The past: what every entity was, and until when.

Whenever a commit changes or deletes what is stored, the item as it was goes into the past of its
partition, in the same transaction, with its version, its schema and its place in each index:

    the item    org_1#tsk#tsk_2         task             at m3
    its past    org_1#tsk#tsk_2#past    task <m3>        at m2, until m3
                org_1#tsk#tsk_2#past    task <m2>        at m1, until m2

So the state at any moment is the present one, if that is no younger, or else the first of the past
that lasted longer, if it had begun: one query, wherever the entity lives. A list of then is the
merge of what still stands and of what the past of its partition holds, in the same order. What was
never changed costs nothing. A past item goes by itself when history no longer reaches back to it.

A moment is a ULID of the time of the request, and later than that of anything it supersedes, even
where the clocks of two functions differ. See docs/decisions/0044.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ..ids import last_ulid_at, ulid_at
from ..limits import ITEM_BYTES, item_size
from ..settings import settings
from ..table import Item, Key, Query

SUFFIX = "#past"
KIND = "past."
MARK = "\x1f"
"""Between a sort key and the moment. No key holds a character that sorts before it, so the past has the same order."""

ROOM = 1024
"""What must be left of the size of an item, so that it fits into the past as well, under its longer keys."""

_DAY = 24 * 3600


def fits(item: Item) -> bool:
    """Whether an item leaves room for itself in the past."""
    # A document is at most 4 bytes a character; so most need not be measured.
    return len(item.doc) < ITEM_BYTES // 8 or item_size(item) <= ITEM_BYTES - ROOM


def moment(now: datetime, superseded: Iterable[Item]) -> str:
    """The moment of a commit that supersedes these items."""
    return ulid_at(now, after=max((item.at or "" for item in superseded), default=""))


def until(item: Item, end: str, now: datetime) -> Item:
    """The item of the past that tells what this one was, until the moment `end`."""
    return Item(
        key=key_of(item.key, end),
        kind=KIND + item.kind,
        schema=item.schema,
        version=item.version,
        doc=item.doc,
        index={name: (pk + SUFFIX, sk + MARK + end) for name, (pk, sk) in item.index.items()},
        expires=int(now.timestamp()) + settings().history_days * _DAY,
        at=item.at,
    )


def key_of(key: Key, end: str) -> Key:
    """Where the state is kept that an item had until the moment `end`."""
    return Key(key.table, key.pk + SUFFIX, key.sk + MARK + end)


def restored(item: Item) -> Item:
    """The item that an item of the past was."""
    table, pk, sk = item.key
    return replace(
        item,
        key=Key(table, pk.removesuffix(SUFFIX), _name(sk)),
        kind=item.kind.removeprefix(KIND),
        index={name: (pk.removesuffix(SUFFIX), _name(sk)) for name, (pk, sk) in item.index.items()},
        expires=None,
    )


def query_of(key: Key, at: datetime) -> Query:
    """What finds the state after this moment's in the past of an item: if it stood then, it is the one of then."""
    name = key.sk + MARK
    return Query(
        table=key.table,
        pk=key.pk + SUFFIX,
        prefix=name,
        after=name + bound(at),
        limit=1,
        consistent=True,
    )


def bound(at: datetime) -> str:
    """A text behind every moment up to the end of this millisecond, and before all later ones."""
    return last_ulid_at(at)


def query_behind(key: Key, moment: str) -> Query:
    """What finds the state of an item that was superseded first behind this moment."""
    name = key.sk + MARK
    return Query(table=key.table, pk=key.pk + SUFFIX, prefix=name, after=name + moment, limit=1, consistent=True)


def stood(item: Item, at: datetime) -> bool:
    """Whether an item was stored already at the end of this millisecond."""
    return (item.at or "") <= bound(at)


def _name(sort_key: str) -> str:
    return sort_key.rpartition(MARK)[0]
