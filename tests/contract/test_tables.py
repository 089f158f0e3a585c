"""What every implementation of the storage port does: reading, windows, scans, counters and buckets."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from onetick.kernel import meter
from onetick.kernel.table import (
    Absent,
    ConditionFailed,
    Index,
    Item,
    Key,
    Position,
    Put,
    Query,
    TableName,
    Tables,
    Window,
)

from .conftest import Clock

TENANT, GLOBAL = TableName.TENANT, TableName.GLOBAL


def item(
    org: str,
    sk: str,
    *,
    part: str = "part",
    table: TableName = TENANT,
    doc: str = "{}",
    version: int = 1,
    index: dict[Index, tuple[str, str]] | None = None,
    expires: int | None = None,
) -> Item:
    return Item(
        key=Key(table, f"{org}#{part}", sk),
        kind="thing",
        schema=1,
        version=version,
        doc=doc,
        index=index or {},
        expires=expires,
    )


def store(tables: Tables, items: Iterable[Item]) -> None:
    chosen = list(items)
    for first in range(0, len(chosen), 25):
        tables.transact([Put(one, None) for one in chosen[first : first + 25]])


def walk(tables: Tables, query: Query) -> list[Window]:
    """Every window of a query, from the first to the one that says there are no more."""
    windows, start = [], query.start
    while True:
        windows.append(tables.query(_from(query, start)))
        start = windows[-1].next
        if start is None:
            return windows


def sort_keys(windows: Sequence[Window]) -> list[str]:
    return [row.key.sk for window in windows for row in window.items]


def _from(query: Query, start: Position | None) -> Query:
    return Query(
        table=query.table,
        pk=query.pk,
        index=query.index,
        prefix=query.prefix,
        after=query.after,
        before=query.before,
        ascending=query.ascending,
        limit=query.limit,
        start=start,
    )


# Reading by key


def test_an_item_is_read_back_as_it_was_written(tables: Tables, clock: Clock, org: str) -> None:
    full = item(
        org,
        "ключ",
        doc='{"title":"naïve \\"quoted\\" 🎉 \\u0000"}',
        version=2**40,
        index={Index.GSI1: (f"{org}#a", "1"), Index.GSI2: (f"{org}#b", "2")},
        expires=int(clock.now) + 60,
    )
    bare = item(org, "ключ", table=GLOBAL)
    store(tables, [full, bare])
    assert tables.get_many([full.key, bare.key]) == {full.key: full, bare.key: bare}
    assert tables.get_many([full.key]) == {full.key: full}


def test_keys_without_an_item_are_left_out(tables: Tables, org: str) -> None:
    there = item(org, "there")
    store(tables, [there])
    absent = Key(TENANT, f"{org}#part", "absent")
    assert tables.get_many([absent]) == {}
    assert tables.get_many([absent, there.key, there.key], consistent=False) == {there.key: there}


def test_reading_no_keys_asks_nothing(tables: Tables) -> None:
    meter.reset()
    assert tables.get_many([]) == {}
    assert meter.snapshot().calls == 0


def test_a_hundred_keys_are_one_call_and_more_are_refused(tables: Tables, org: str) -> None:
    items = [item(org, f"{number:03}", table=(TENANT, GLOBAL)[number % 2]) for number in range(100)]
    store(tables, items)
    meter.reset()
    assert tables.get_many([one.key for one in items]) == {one.key: one for one in items}
    assert meter.snapshot().calls == 1
    with pytest.raises(ValueError, match="at most 100"):
        tables.get_many([Key(TENANT, org, str(number)) for number in range(101)])


def test_an_expired_item_is_not_read_though_it_is_still_stored(tables: Tables, clock: Clock, org: str) -> None:
    place = {Index.GSI1: (f"{org}#all", "x")}
    short, long = (
        item(org, "short", expires=int(clock.now) + 10, index=place),
        item(org, "long", expires=int(clock.now) + 11, index=place),
    )
    store(tables, [short, long])
    clock.now += 10
    assert tables.get_many([short.key]) == {}
    assert tables.get_many([short.key, long.key]) == {long.key: long}
    assert tables.query(Query(table=TENANT, pk=f"{org}#part")).items == (long,)
    assert tables.query(Query(table=TENANT, pk=f"{org}#all", index=Index.GSI1)).items == (long,)
    with pytest.raises(ConditionFailed):
        tables.transact([Put(short, Absent())])


@pytest.mark.parametrize("key", [Key(TENANT, "", "a"), Key(TENANT, "a", ""), Key(GLOBAL, "a", "b" * 1025)])
def test_an_impossible_key_is_refused(tables: Tables, key: Key) -> None:
    with pytest.raises(ValueError, match="key part"):
        tables.get_many([key])
    with pytest.raises(ValueError, match="key part"):
        tables.add(key, 1)


# Windows


def test_rows_come_in_the_order_of_their_bytes(tables: Tables, org: str) -> None:
    names = ["!", "0", "9", "A", "Z", "_", "a", "aa", "b", "~", "é", "ﬀ", "\uffee", "😀"]
    store(tables, [item(org, name) for name in reversed(names)])
    query = Query(table=TENANT, pk=f"{org}#part")
    assert sort_keys([tables.query(query)]) == names
    backwards = Query(table=TENANT, pk=f"{org}#part", ascending=False, consistent=True)
    assert sort_keys([tables.query(backwards)]) == names[::-1]


def test_prefix_after_and_before_hold_together(tables: Tables, org: str) -> None:
    names = ["a", "a#", "a#1", "a#2", "a#2!", "a#9", "b", "b#1", "b#2", "c"]
    store(tables, [item(org, name) for name in names])
    bounds = (None, "", "a", "a#1", "a#15", "b#1", "c", "d")
    for prefix, after, before in product(("", "a", "a#", "a#2", "b", "x"), bounds, bounds):
        expected = [
            name
            for name in names
            if name.startswith(prefix) and (after is None or after < name) and (before is None or name <= before)
        ]
        query = Query(table=TENANT, pk=f"{org}#part", prefix=prefix, after=after, before=before)
        assert sort_keys([tables.query(query)]) == expected, query


@pytest.mark.parametrize("ascending", [True, False])
@pytest.mark.parametrize("limit", [1, 3, 4, 12, 13])
def test_walking_visits_every_row_once_and_knows_the_end(tables: Tables, org: str, limit: int, ascending: bool) -> None:
    names = [f"p#{number:02}" for number in range(12)]
    store(tables, [item(org, name) for name in (*names, "a", "q")])
    windows = walk(tables, Query(table=TENANT, pk=f"{org}#part", prefix="p#", limit=limit, ascending=ascending))
    assert sort_keys(windows) == (names if ascending else names[::-1])
    assert len(windows) == -(-12 // limit), "the last window says that it is the last"


@pytest.mark.parametrize("ascending", [True, False])
def test_an_index_orders_by_its_own_sort_key_and_holds_only_what_names_it(
    tables: Tables, org: str, ascending: bool
) -> None:
    ranked = [item(org, f"id{9 - rank}", index={Index.GSI2: (f"{org}#ranks", f"{rank}")}) for rank in range(5)]
    store(tables, [*ranked, item(org, "unranked"), item(org, "other", index={Index.GSI1: (f"{org}#ranks", "0")})])
    query = Query(table=TENANT, pk=f"{org}#ranks", index=Index.GSI2, limit=2, ascending=ascending)
    rows = [row for window in walk(tables, query) for row in window.items]
    assert rows == (ranked if ascending else ranked[::-1])
    bounded = Query(table=TENANT, pk=f"{org}#ranks", index=Index.GSI2, after="0", before="3")
    assert list(tables.query(bounded).items) == ranked[1:4]


def test_rows_with_the_same_index_key_are_each_visited_once(tables: Tables, org: str) -> None:
    same = [
        item(org, f"id{number % 3}", part=f"p{number}", index={Index.GSI1: (f"{org}#same", "tie")})
        for number in range(7)
    ]
    store(tables, same)
    windows = walk(tables, Query(table=TENANT, pk=f"{org}#same", index=Index.GSI1, limit=2))
    rows = [row for window in windows for row in window.items]
    assert sorted(rows, key=lambda row: row.key) == same


def test_a_row_that_moves_in_an_index_leaves_its_old_place(tables: Tables, org: str) -> None:
    store(tables, [item(org, "one", index={Index.GSI1: (f"{org}#todo", "1"), Index.GSI2: (f"{org}#all", "1")})])
    moved = item(org, "one", version=2, index={Index.GSI1: (f"{org}#done", "1")})
    store(tables, [moved])
    assert tables.query(Query(table=TENANT, pk=f"{org}#todo", index=Index.GSI1)).items == ()
    assert tables.query(Query(table=TENANT, pk=f"{org}#all", index=Index.GSI2)).items == ()
    assert tables.query(Query(table=TENANT, pk=f"{org}#done", index=Index.GSI1)).items == (moved,)


def test_a_window_of_large_rows_ends_early_and_nothing_is_missed(tables: Tables, org: str) -> None:
    names = [f"{number}" for number in range(5)]
    for name in names:
        store(tables, [item(org, name, doc="x" * 300_000)])
    windows = walk(tables, Query(table=TENANT, pk=f"{org}#part"))
    assert sort_keys(windows) == names
    assert len(windows) > 1


def test_a_window_may_be_shorter_than_its_limit_when_rows_have_expired(tables: Tables, clock: Clock, org: str) -> None:
    store(tables, [item(org, f"{number}", expires=int(clock.now) - number % 2) for number in range(4)])
    store(tables, [item(org, "5")])
    windows = walk(tables, Query(table=TENANT, pk=f"{org}#part", limit=2))
    assert [len(window.items) for window in windows] == [0, 0, 1]


@pytest.mark.parametrize(
    "query",
    [
        Query(table=TENANT, pk="a", limit=0),
        Query(table=TENANT, pk=""),
        Query(table=TENANT, pk="a", index=Index.GSI1, consistent=True),
        Query(table=GLOBAL, pk="a", index=Index.GSI1),
    ],
)
def test_a_question_that_no_table_can_answer_is_refused(tables: Tables, query: Query) -> None:
    with pytest.raises(ValueError, match=r"row|key part|consistently|no index"):
        tables.query(query)


def test_bounds_that_nothing_can_meet_ask_nothing(tables: Tables, org: str) -> None:
    meter.reset()
    assert tables.query(Query(table=TENANT, pk=org, after="b", before="a")) == Window((), None)
    assert tables.query(Query(table=TENANT, pk=org, prefix="a", after="b")) == Window((), None)
    assert meter.snapshot().calls == 0


# Scans


def test_the_segments_of_a_scan_hold_every_item_once(tables: Tables, clock: Clock, org: str) -> None:
    items = [item(org, f"{number % 3}", part=f"p{number}", table=GLOBAL) for number in range(11)]
    store(tables, [*items, item(org, "gone", table=GLOBAL, expires=int(clock.now))])
    found: list[Item] = []
    for segment in range(3):
        start: Position | None = None
        while True:
            window = tables.scan(GLOBAL, segment=segment, segments=3, start=start, limit=2)
            found += (row for row in window.items if row.key.pk.startswith(org))
            start = window.next
            if start is None:
                break
    assert sorted(found, key=lambda row: row.key) == sorted(items, key=lambda row: row.key)


@pytest.mark.parametrize(("segment", "limit"), [(3, 1), (-1, 1), (0, 0)])
def test_a_segment_or_limit_that_cannot_be_is_refused(tables: Tables, segment: int, limit: int) -> None:
    with pytest.raises(ValueError, match=r"segment|row"):
        tables.scan(TENANT, segment=segment, segments=3, start=None, limit=limit)


# Counters


def test_a_counter_starts_at_zero_and_gives_each_number_once(tables: Tables, org: str) -> None:
    key = Key(TENANT, f"{org}#counters", "numbers")
    assert [tables.add(key, 1), tables.add(key, 5), tables.add(key, -2), tables.add(key, 0)] == [1, 6, 4, 4]
    counter = tables.get_many([key])[key]
    assert (counter.kind, counter.version, counter.doc) == ("counter", 4, "{}")


def test_concurrent_takers_of_a_counter_get_different_numbers(faithful_tables: Tables, org: str) -> None:
    key = Key(TENANT, f"{org}#counters", "numbers")
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: faithful_tables.add(key, 1), range(40)))
    assert sorted(taken) == list(range(1, 41))


def test_a_counter_does_not_overwrite_another_item(tables: Tables, org: str) -> None:
    thing = item(org, "thing")
    store(tables, [thing])
    with pytest.raises(ConditionFailed):
        tables.add(thing.key, 1)
    assert tables.get_many([thing.key]) == {thing.key: thing}


# Buckets


def test_a_bucket_gives_its_capacity_and_then_what_is_refilled(tables: Tables, clock: Clock, org: str) -> None:
    key = Key(TENANT, f"{org}#rate", "write")

    def spend(tokens: int, later: float) -> float | None:
        return tables.spend(key, tokens=tokens, capacity=10, per_second=2, now=clock.now + later)

    assert spend(4, 0) == pytest.approx(6)
    assert spend(6, 0) == pytest.approx(0)
    assert spend(1, 0) is None
    assert spend(1, 0.25) is None, "half a token is not enough"
    assert spend(1, 0.5) == pytest.approx(0)
    assert spend(3, 2.5) == pytest.approx(1)
    assert spend(10, 1000) == pytest.approx(0), "it is never fuller than full"
    assert spend(1, 1000) is None


def test_more_tokens_than_a_bucket_holds_are_never_given(tables: Tables, clock: Clock, org: str) -> None:
    key = Key(TENANT, f"{org}#rate", "bulk")
    meter.reset()
    assert tables.spend(key, tokens=11, capacity=10, per_second=1, now=clock.now) is None
    assert meter.snapshot().calls == 0


def test_a_bucket_needs_a_positive_capacity_and_rate(tables: Tables, org: str) -> None:
    key = Key(TENANT, f"{org}#rate", "bad")
    for tokens, capacity, rate in ((1, 0, 1.0), (1, 1, 0.0), (-1, 1, 1.0)):
        with pytest.raises(ValueError, match="bucket"):
            tables.spend(key, tokens=tokens, capacity=capacity, per_second=rate, now=0)


def test_concurrent_spenders_never_get_more_than_the_capacity(faithful_tables: Tables, clock: Clock, org: str) -> None:
    key = Key(TENANT, f"{org}#rate", "shared")

    def spend(_: int) -> float | None:
        return faithful_tables.spend(key, tokens=3, capacity=10, per_second=0.1, now=clock.now)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(spend, range(8)))
    assert sorted(answer for answer in answers if answer is not None) == pytest.approx([1, 4, 7])


def test_a_bucket_costs_one_call_when_its_process_knows_it(tables: Tables, clock: Clock, org: str) -> None:
    key = Key(TENANT, f"{org}#rate", "known")
    meter.reset()
    for _ in range(5):
        assert tables.spend(key, tokens=1, capacity=10, per_second=1, now=clock.now) is not None
    assert meter.snapshot().calls == 5
