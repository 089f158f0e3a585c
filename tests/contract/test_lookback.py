"""Looking back gives the same on every implementation of the storage port."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from onetick.kernel.history import lookback, past
from onetick.kernel.ids import ulid_at
from onetick.kernel.table import Delete, Index, Item, Put, Query, TableName, Tables

from .test_tables import item

START = datetime(2026, 5, 1, tzinfo=UTC)
NAMES = ("a", "a b", "ab", "b", "é")


def _moment(second: int) -> datetime:
    return START + timedelta(seconds=second)


def _item(org: str, name: str, second: int) -> Item:
    """What stands under a name from a second on, in an index by the parity of its version."""
    version = second + 1
    place = (f"{org}#index", f"{version % 2}#{name}")
    made = item(org, f"x#{name}", version=version, index={Index.GSI1: place})
    return replace(made, at=ulid_at(_moment(second)))


@pytest.fixture
def eventful(tables: Tables, org: str) -> None:
    """Every name is written each second from 0 to 3, and taken away in second 4."""
    for name in NAMES:
        for second in range(5):
            old = _item(org, name, second - 1) if second else None
            new = Put(_item(org, name, second), None) if second < 4 else Delete(_item(org, name, 0).key, None)
            end = ulid_at(_moment(second))
            gone = [Put(replace(past.until(old, end, _moment(second)), expires=None), None)] if old else []
            tables.transact([new, *gone])


@pytest.mark.usefixtures("eventful")
@pytest.mark.parametrize("ascending", [True, False])
@pytest.mark.parametrize("index", [None, Index.GSI1])
def test_windows_of_then(tables: Tables, org: str, index: Index | None, ascending: bool) -> None:
    query = Query(table=TableName.TENANT, pk=f"{org}#part", prefix="x#", ascending=ascending, limit=2, consistent=True)
    if index:
        query = replace(query, pk=f"{org}#index", prefix="1#", index=index, consistent=False)
    for second in range(-1, 6):
        found: list[Item] = []
        at = query
        while True:
            window = lookback.window_of(tables, at, _moment(second))
            found += window.items
            if window.next is None:
                break
            at = replace(query, start=window.next)
        there = 0 <= second < 4 and (index is None or second % 2 == 0)
        names = sorted(NAMES, reverse=not ascending) if there else []
        assert [(one.key.sk, one.version) for one in found] == [(f"x#{name}", second + 1) for name in names]
