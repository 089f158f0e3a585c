"""What every implementation of the storage port does: transactions, their conditions and limits."""

import pytest

from onetick.kernel import meter
from onetick.kernel.table import (
    Absent,
    Check,
    Condition,
    ConditionFailed,
    Delete,
    Index,
    Item,
    ItemTooLarge,
    Key,
    Present,
    Put,
    TableName,
    Tables,
    VersionIs,
    Write,
)

from .conftest import Clock
from .test_tables import item, store

TENANT, GLOBAL = TableName.TENANT, TableName.GLOBAL


CONDITIONS: list[tuple[str, Condition, bool]] = [
    ("absent", None, True),
    ("absent", Absent(), True),
    ("absent", Present(), False),
    ("absent", VersionIs(3), False),
    ("present", None, True),
    ("present", Absent(), False),
    ("present", Present(), True),
    ("present", VersionIs(3), True),
    ("present", VersionIs(2), False),
    ("expired", Absent(), False),
    ("expired", Absent(now=10), True),
    ("expired", Absent(now=9), False),
    ("expired", VersionIs(3), True),
]
CASES = [
    (write, *case)
    for write in ("put", "delete", "check")
    for case in CONDITIONS
    if write != "check" or case[1] is not None
]


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "together"])
@pytest.mark.parametrize(("write", "stored", "condition", "holds"), CASES)
def test_a_condition_decides(
    tables: Tables, org: str, write: str, stored: str, condition: Condition, holds: bool, alone: bool
) -> None:
    old = item(org, "one", version=3, expires=10 if stored == "expired" else None)
    if stored != "absent":
        store(tables, [old])
    new = item(org, "one", version=4, doc='{"new":true}')
    writes: dict[str, Write] = {
        "put": Put(new, condition),
        "delete": Delete(new.key, condition),
        "check": Check(new.key, condition),
    }
    others = [] if alone else [Put(item(org, "two"), None)]
    if holds:
        tables.transact([writes[write], *others])
    else:
        with pytest.raises(ConditionFailed) as refused:
            tables.transact([writes[write], *others])
        assert refused.value.keys == (new.key,)
    before = old if stored == "present" else None
    after = {"put": new, "delete": None, "check": before}[write]
    expected = after if holds else before
    assert tables.get_many([new.key]).get(new.key) == expected
    assert bool(tables.get_many([Key(TENANT, f"{org}#part", "two")])) == (holds and not alone)


def test_a_refused_transaction_writes_nothing_and_names_each_failure(tables: Tables, org: str) -> None:
    there, elsewhere = item(org, "there"), item(org, "there", table=GLOBAL)
    store(tables, [there, elsewhere])
    writes: list[Write] = [
        Put(item(org, "new"), Absent()),
        Put(item(org, "there", version=2), Absent()),
        Delete(elsewhere.key, VersionIs(1)),
        Check(Key(GLOBAL, f"{org}#part", "missing"), Present()),
    ]
    with pytest.raises(ConditionFailed) as refused:
        tables.transact(writes)
    assert set(refused.value.keys) == {there.key, Key(GLOBAL, f"{org}#part", "missing")}
    assert tables.get_many([write.key for write in writes]) == {there.key: there, elsewhere.key: elsewhere}


def test_a_transaction_writes_both_tables_at_once(tables: Tables, org: str) -> None:
    one, two, old = item(org, "one"), item(org, "two", table=GLOBAL), item(org, "old")
    store(tables, [old])
    meter.reset()
    tables.transact([Put(one, Absent()), Put(two, Absent()), Delete(old.key, Present())])
    assert meter.snapshot().calls == 1
    assert tables.get_many([one.key, two.key, old.key]) == {one.key: one, two.key: two}


def test_a_hundred_items_are_one_transaction_and_more_are_refused(tables: Tables, org: str) -> None:
    items = [item(org, f"{number:03}") for number in range(100)]
    tables.transact([Put(one, Absent()) for one in items])
    assert len(tables.get_many([one.key for one in items])) == 100
    with pytest.raises(ValueError, match="1 to 100"):
        tables.transact([Put(item(org, f"more{number}"), None) for number in range(101)])
    with pytest.raises(ValueError, match="1 to 100"):
        tables.transact([])


def test_the_same_item_twice_is_refused(tables: Tables, org: str) -> None:
    with pytest.raises(ValueError, match="twice"):
        tables.transact([Put(item(org, "one"), None), Check(item(org, "one").key, Present())])


def test_a_check_of_nothing_is_refused(tables: Tables, org: str) -> None:
    with pytest.raises(ValueError, match="condition"):
        tables.transact([Put(item(org, "one"), None), Check(item(org, "two").key, None)])


@pytest.mark.parametrize("alone", [True, False])
def test_an_item_over_400_kb_is_refused(tables: Tables, org: str, alone: bool) -> None:
    others: list[Write] = [] if alone else [Put(item(org, "other"), None)]
    with pytest.raises(ItemTooLarge):
        tables.transact([Put(item(org, "large", doc="x" * 409_600), None), *others])
    with pytest.raises(ItemTooLarge):
        tables.transact([Put(item(org, "wide", doc="é" * 204_800), None), *others])
    assert tables.get_many([item(org, "large").key, item(org, "other").key]) == {}


def test_a_transaction_over_4_mb_is_refused(tables: Tables, org: str) -> None:
    with pytest.raises(ItemTooLarge):
        tables.transact([Put(item(org, f"{number}", doc="x" * 390_000), None) for number in range(11)])


def test_an_index_key_must_be_possible(tables: Tables, org: str) -> None:
    with pytest.raises(ValueError, match="key part"):
        tables.transact([Put(item(org, "one", index={Index.GSI1: (org, "")}), None)])
    with pytest.raises(ValueError, match="no index"):
        tables.transact([Put(item(org, "one", table=GLOBAL, index={Index.GSI1: (org, "a")}), None)])


@pytest.mark.parametrize("size", [1, 2])
def test_a_transaction_repeated_with_its_token_takes_effect_once(faithful_tables: Tables, org: str, size: int) -> None:
    tables = faithful_tables
    writes = [Put(item(org, f"{number}"), Absent()) for number in range(size)]
    tables.transact(writes, token=f"token-{org[-20:]}")
    tables.transact(writes, token=f"token-{org[-20:]}")
    assert len(tables.get_many([write.key for write in writes])) == size
    with pytest.raises(ConditionFailed):
        tables.transact(writes, token=f"other-{org[-20:]}")
    with pytest.raises(ValueError, match="token"):
        tables.transact([Put(item(org, "else"), None)], token=f"token-{org[-20:]}")


def test_a_token_is_forgotten_when_its_transaction_was_refused(tables: Tables, org: str) -> None:
    writes: list[Write] = [Put(item(org, "one"), Present()), Put(item(org, "two"), None)]
    with pytest.raises(ConditionFailed):
        tables.transact(writes, token=f"token-{org[-20:]}")
    store(tables, [item(org, "one")])
    tables.transact(writes, token=f"token-{org[-20:]}")
    assert len(tables.get_many([write.key for write in writes])) == 2


def test_a_later_write_replaces_the_whole_item(tables: Tables, clock: Clock, org: str) -> None:
    first = item(org, "one", expires=int(clock.now) + 100)
    second = Item(key=first.key, kind="other", schema=2, version=2, doc="[]")
    store(tables, [first])
    tables.transact([Put(second, VersionIs(1))])
    assert tables.get_many([first.key]) == {first.key: second}
