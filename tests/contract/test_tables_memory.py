"""What the memory tables offer beyond the port, and that they charge what DynamoDB charges."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from onetick.kernel import meter
from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.table import Absent, Check, ConditionFailed, Delete, Index, Key, Present, Put, Query, Tables

from .conftest import Clock
from .test_tables import GLOBAL, TENANT, item, store


def test_the_stream_holds_every_put_event_in_commit_order(org: str) -> None:
    tables = MemoryTables()
    events = [replace(item(org, f"event#{number}"), kind="event") for number in range(3)]
    account = replace(item(org, "event#9", table=GLOBAL), kind="global_event")
    tables.transact([Put(events[0], Absent()), Put(item(org, "thing"), None)])
    tables.transact([Put(account, Absent())])
    tables.transact([Put(events[2], Absent()), Put(events[1], Absent())])
    with pytest.raises(ConditionFailed):
        tables.transact([Put(replace(events[0], version=2), Absent())])
    assert tables.stream() == [events[0], account, events[2], events[1]]
    assert tables.stream("thing") == [item(org, "thing")]


def test_restoring_goes_back_to_the_snapshot_as_often_as_wanted(org: str) -> None:
    tables, one, two = MemoryTables(), item(org, "one", index={Index.GSI1: (f"{org}#all", "1")}), item(org, "two")
    store(tables, [one])
    kept = tables.snapshot()
    for _ in range(2):
        tables.transact([Put(two, Absent()), Delete(one.key, Present())])
        assert tables.get_many([one.key, two.key]) == {two.key: two}
        tables.restore(kept)
        assert tables.get_many([one.key, two.key]) == {one.key: one}
        assert tables.query(Query(table=TENANT, pk=f"{org}#all", index=Index.GSI1)).items == (one,)
        assert tables.stream("thing") == [one]


def test_a_token_is_remembered_for_ten_minutes(clock: Clock, org: str) -> None:
    tables, write = MemoryTables(clock), Put(item(org, "one"), Absent())
    tables.transact([write], token="token")
    clock.now += 599
    tables.transact([write], token="token")
    clock.now += 1
    with pytest.raises(ConditionFailed):
        tables.transact([write], token="token")


def _indexed(org: str, size: int, place: str = "1", version: int = 1) -> Put:
    index = {Index.GSI1: (f"{org}#all", place), Index.GSI2: (f"{org}#every", "1")}
    return Put(item(org, "one", doc="x" * size, version=version, index=index), None)


@pytest.mark.parametrize(
    ("step", "units"),
    [
        (lambda t, o: t.get_many([Key(TENANT, f"{o}#part", "large")]), 3),
        (lambda t, o: t.get_many([Key(TENANT, f"{o}#part", "large")], consistent=False), 1.5),
        (lambda t, o: t.get_many([Key(TENANT, f"{o}#part", "none")]), 1),
        (lambda t, o: t.get_many([Key(TENANT, f"{o}#part", name) for name in ("large", "small", "none")]), 5),
        (lambda t, o: t.query(Query(table=TENANT, pk=f"{o}#part", consistent=True)), 3),
        (lambda t, o: t.query(Query(table=TENANT, pk=f"{o}#part", prefix="small")), 0.5),
        (lambda t, o: t.query(Query(table=TENANT, pk=f"{o}#none")), 0.5),
        (lambda t, o: t.scan(TENANT, segment=0, segments=1, start=None, limit=9), 1.5),
    ],
)
def test_memory_charges_a_unit_for_4_kb_read_and_half_for_an_eventual_read(
    step: Callable[[Tables, str], object], units: float, org: str
) -> None:
    tables = MemoryTables()
    store(tables, [item(org, "large", doc="x" * 9000), item(org, "small", doc="x" * 100)])
    meter.reset()
    step(tables, org)
    assert meter.snapshot() == meter.Usage(calls=1, read_units=units)


@pytest.mark.platform
@pytest.mark.parametrize(
    "step",
    [
        lambda t, o: t.transact([Put(item(o, "new", doc="x" * 2000), None)]),
        lambda t, o: t.transact([Put(item(o, "large"), None)]),
        lambda t, o: t.transact([Delete(item(o, "large").key, None)]),
        lambda t, o: t.transact([_indexed(o, 2000)]),
        lambda t, o: t.transact([_indexed(o, 900, "1", 2)]),
        lambda t, o: t.transact([Put(item(o, "new"), Absent()), Delete(item(o, "large").key, Present())]),
        lambda t, o: t.transact([Put(item(o, "new"), Absent()), Check(item(o, "large").key, Present())]),
        lambda t, o: t.transact([Put(item(o, "new"), Absent())], token=f"token-{o[-20:]}"),
        lambda t, o: t.add(Key(TENANT, f"{o}#part", "counter"), 1),
        lambda t, o: t.spend(Key(TENANT, f"{o}#part", "rate"), tokens=1, capacity=2, per_second=1, now=1e9),
    ],
)
def test_memory_charges_for_writes_what_dynamodb_reports(
    step: Callable[[Tables, str], object],
    platform_tables: Callable[[Clock], DynamoTables],
    clock: Clock,
    org: str,
) -> None:
    usages = []
    for tables in (MemoryTables(clock), platform_tables(clock)):
        store(tables, [item(org, "large", doc="x" * 9000), item(org, "small", doc="x" * 100)])
        meter.reset()
        step(tables, org)
        usages.append(meter.snapshot())
    assert usages[0] == usages[1]
