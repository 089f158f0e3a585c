"""What a table can hold: sizes as DynamoDB counts them, and the checks both implementations share.

Checking before the call gives the same error from either implementation and sends no request that
would be refused.
"""

from collections.abc import Sequence
from functools import lru_cache

from .table import Check, Index, Item, ItemTooLarge, Key, Put, Query, TableName, Write

ITEMS_PER_TRANSACTION = 100
KEYS_PER_GET = 100
ITEM_BYTES = 400 * 1024
TRANSACTION_BYTES = 4 * 1024 * 1024
WINDOW_BYTES = 1024 * 1024
TOKEN_SECONDS = 600
"""How long the table remembers the token of a transaction."""

LAST_CHARACTER = "\U0010ffff"
"""Sorts behind every other character; no key may contain it, so that a prefix has an end."""

_PARTITION_KEY_BYTES = 2048
_SORT_KEY_BYTES = 1024
_OVERHEAD = {"pk": 2, "sk": 2, "kind": 4, "schema": 6, "version": 7, "doc": 3}
_NAMES = sum(_OVERHEAD.values())


def utf8_length(text: str) -> int:
    """The bytes of a text. Raises ValueError for text that has no UTF-8 form (a lone surrogate)."""
    return len(text) if text.isascii() else len(text.encode())


@lru_cache(maxsize=1024)
def number_length(value: int) -> int:
    """The bytes of a number: one for every two digits, one more, and one for a sign."""
    return (len(str(abs(value))) + 1) // 2 + 1 + (value < 0)


def item_size(item: Item) -> int:
    """The bytes of an item: the names and values of its attributes."""
    texts = [item.key.pk, item.key.sk, item.kind, item.doc]
    for places in item.index.values():
        texts += places
    # Measured as one text, which is quicker than one by one.
    size = _NAMES + utf8_length("".join(texts)) + 2 * len("gsi1pk") * len(item.index)
    size += number_length(item.schema) + number_length(item.version)
    if item.expires is not None:
        size += len("expires") + number_length(item.expires)
    if item.at is not None:
        size += len("at") + len(item.at)
    return size


def check_writes(writes: Sequence[Write]) -> None:
    """Refuse what no table can do.

    Raises ValueError for none or too many writes, an item twice, an impossible key or a check of
    nothing; ItemTooLarge by size.
    """
    if not 1 <= len(writes) <= ITEMS_PER_TRANSACTION:
        raise ValueError(f"a transaction writes 1 to {ITEMS_PER_TRANSACTION} items, not {len(writes)}")
    if len({write.key for write in writes}) < len(writes):
        raise ValueError("a transaction may not name the same item twice")
    total = 0
    for write in writes:
        check_key(write.key)
        if isinstance(write, Put):
            total += _checked_size(write.item)
        elif isinstance(write, Check) and write.condition is None:
            raise ValueError("a check needs a condition")
    if total > TRANSACTION_BYTES:
        raise ItemTooLarge(f"the items of the transaction have {total} bytes, over {TRANSACTION_BYTES}")


def check_key(key: Key) -> None:
    """Raises ValueError for a key that is empty, too long, or holds the last character of Unicode."""
    _check_part(key.pk, _PARTITION_KEY_BYTES)
    _check_part(key.sk, _SORT_KEY_BYTES)


def check_query(query: Query) -> None:
    """Raises ValueError for a question that no table can answer."""
    _check_part(query.pk, _PARTITION_KEY_BYTES)
    check_limit(query.limit)
    if query.index is None:
        return
    check_index(query.table, query.index)
    if query.consistent:
        raise ValueError("an index cannot be read consistently")


def check_limit(limit: int) -> None:
    """Raises ValueError for a window without rows."""
    if limit < 1:
        raise ValueError(f"a window has at least one row, not {limit}")


def check_segment(segment: int, segments: int) -> None:
    """Raises ValueError for a segment of a scan that does not exist."""
    if not 0 <= segment < segments:
        raise ValueError(f"there is no segment {segment} of {segments}")


def first_sort_key(query: Query) -> str | None:
    """Where a query's bounds begin, "" for the very first; None when no sort key can meet them."""
    lowest = max(query.prefix, "" if query.after is None else query.after + "\0")
    beyond = query.before is not None and (not query.before or query.before < lowest)
    return None if beyond or not lowest.startswith(query.prefix) else lowest


def wanted_keys(keys: Sequence[Key]) -> tuple[Key, ...]:
    """Keys to read, each once. Raises ValueError for more than can be read at once."""
    wanted = tuple(dict.fromkeys(keys))
    if len(wanted) > KEYS_PER_GET:
        raise ValueError(f"at most {KEYS_PER_GET} items can be read at once, not {len(wanted)}")
    for key in wanted:
        check_key(key)
    return wanted


def check_index(table: TableName, index: Index) -> None:
    """Raises ValueError for an index that the table does not have."""
    if table is not TableName.TENANT:
        raise ValueError(f"the {table} table has no index {index}")


def _checked_size(item: Item) -> int:
    for name, (pk, sk) in item.index.items():
        check_index(item.key.table, name)
        _check_part(pk, _PARTITION_KEY_BYTES)
        _check_part(sk, _SORT_KEY_BYTES)
    size = item_size(item)
    if size > ITEM_BYTES:
        raise ItemTooLarge(f"an item of kind {item.kind} has {size} bytes, over {ITEM_BYTES}")
    return size


def _check_part(text: str, most: int) -> None:
    if text.isascii() and 0 < len(text) <= most:
        return
    if not text or utf8_length(text) > most or LAST_CHARACTER in text:
        raise ValueError(f"a key part must have 1 to {most} bytes and no U+10FFFF")
