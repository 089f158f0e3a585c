"""Random commands against the memory tables and DynamoDB at once: whatever one answers, the other answers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from moto import mock_aws

from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.table import (
    Absent,
    Check,
    Condition,
    ConditionFailed,
    Delete,
    Index,
    Item,
    Key,
    Present,
    Put,
    Query,
    TableName,
    Tables,
    VersionIs,
    Write,
)
from tests.botocore_transport import BotocoreTransport
from tests.template_tables import create_tables

from .conftest import Clock, settings_for

TENANT, GLOBAL = TableName.TENANT, TableName.GLOBAL
SORT_KEYS = ("a", "a#1", "a#2", "a#é", "b", "b#1", "😀")
PARTITIONS = ("x", "y")
NOW = 1_000_000

_numbers = count()
_transports: list[BotocoreTransport] = []

sort_keys = st.sampled_from(SORT_KEYS)
partitions = st.sampled_from(PARTITIONS)
places = st.builds(lambda table, part, sk: (table, part, sk), st.sampled_from(list(TableName)), partitions, sort_keys)
versions = st.integers(1, 3)
conditions = st.one_of(
    st.none(), st.just(Absent()), st.just(Absent(NOW)), st.just(Present()), st.builds(VersionIs, versions)
)
index_places = st.one_of(st.none(), st.tuples(partitions, st.sampled_from(("1", "2", "3"))))
contents = st.fixed_dictionaries(
    {
        "version": versions,
        "doc": st.sampled_from(("{}", '{"a":1}')),
        "gsi1": index_places,
        "gsi2": index_places,
        "expires": st.sampled_from((None, NOW - 1, NOW, NOW + 1)),
    }
)
acts = st.tuples(st.sampled_from(("put", "delete", "check")), places, contents, conditions)


class TwoTables(RuleBasedStateMachine):
    """Both implementations, holding the same tenant; each example has a tenant of its own."""

    @initialize()
    def begin(self) -> None:
        self.clock = Clock()
        self.clock.now = float(NOW)
        self.org = f"org{next(_numbers)}"
        self.memory = MemoryTables(self.clock)
        self.dynamo = DynamoTables(settings_for("machine"), _transports[0], clock=self.clock)

    @rule(acts=st.lists(acts, min_size=1, max_size=4, unique_by=lambda act: act[1]))
    def transact(self, acts: list[Any]) -> None:
        writes = [self._write(*act) for act in acts]
        self._same(lambda tables: tables.transact(writes))

    @rule(place=places, amount=st.integers(-2, 5))
    def add(self, place: Any, amount: int) -> None:
        self._same(lambda tables: tables.add(self._key(place), amount))

    @rule(part=partitions, tokens=st.integers(0, 5), later=st.sampled_from((0.0, 0.4, 1.0)))
    def spend(self, part: str, tokens: int, later: float) -> None:
        key, now = self._key((TENANT, part, "bucket")), self.clock.now + later
        self._same(lambda tables: tables.spend(key, tokens=tokens, capacity=4, per_second=3, now=now))

    @rule()
    def wait(self) -> None:
        self.clock.now += 1

    @rule(
        part=partitions,
        table=st.sampled_from(list(TableName)),
        index=st.sampled_from((None, None, Index.GSI1, Index.GSI2)),
        prefix=st.sampled_from(("", "a", "a#", "b#")),
        after=st.sampled_from((None, "a", "a#1", "1")),
        before=st.sampled_from((None, "a#é", "b", "2")),
        ascending=st.booleans(),
        limit=st.integers(1, 4),
    )
    def read_windows(self, part: str, table: TableName, index: Index | None, limit: int, **bounds: Any) -> None:
        def walk(tables: Tables) -> list[Any]:
            windows, start = [], None
            while True:
                query = Query(
                    table=TENANT if index else table,
                    pk=f"{self.org}#{part}",
                    index=index,
                    limit=limit,
                    start=start,
                    **bounds,
                )
                window = tables.query(query)
                windows.append(window)
                start = window.next
                if start is None:
                    break
            # Rows with one index key have no order of their own; neither have the windows they fall into.
            if index:
                rows = [row for window in windows for row in window.items]
                return [len(windows), [_index_sk(row, index) for row in rows], sorted(rows, key=lambda row: row.key)]
            return windows

        self._same(walk)

    @invariant()
    def they_hold_the_same(self) -> None:
        if not hasattr(self, "org"):
            return
        keys = [Key(table, f"{self.org}#{part}", sk) for table in TableName for part in PARTITIONS for sk in SORT_KEYS]
        self._same(lambda tables: tables.get_many(keys))

    def _same(self, ask: Callable[[Tables], object]) -> None:
        assert _outcome(self.memory, ask) == _outcome(self.dynamo, ask)

    def _key(self, place: tuple[TableName, str, str]) -> Key:
        table, part, sk = place
        return Key(table, f"{self.org}#{part}", sk)

    def _write(self, kind: str, place: tuple[TableName, str, str], content: Any, condition: Condition) -> Write:
        key = self._key(place)
        if kind == "delete":
            return Delete(key, condition)
        if kind == "check":
            return Check(key, condition or Present())
        index = {
            name: (f"{self.org}#{content[name.value][0]}", content[name.value][1])
            for name in Index
            if key.table is TENANT and content[name.value]
        }
        return Put(
            Item(
                key=key,
                kind="thing",
                schema=1,
                version=content["version"],
                doc=content["doc"],
                index=index,
                expires=content["expires"],
            ),
            condition,
        )


def _index_sk(row: Item, index: Index) -> str:
    return row.index[index][1]


def _outcome(tables: Tables, ask: Callable[[Tables], object]) -> object:
    try:
        return ask(tables)
    except ConditionFailed as failed:
        return "condition failed", frozenset(failed.keys)


@pytest.fixture(autouse=True)
def transport() -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(mock_aws())
        _transports[:] = [BotocoreTransport()]
        create_tables(_transports[0], "machine")
        yield
        _transports.clear()


def test_memory_and_dynamodb_answer_every_sequence_of_commands_alike() -> None:
    run_state_machine_as_test(
        TwoTables,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
