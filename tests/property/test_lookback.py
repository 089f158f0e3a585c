"""Windows of then hold exactly what stood then, in order, whatever happened since and however they are read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from onetick.kernel import grants as may
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entity import Entity, entity
from onetick.kernel.history import lookback
from onetick.kernel.ids import OrgId, PrincipalId
from onetick.kernel.principal import Principal
from onetick.kernel.recording import Decided, Request
from onetick.kernel.table import Index, Query, TableName
from onetick.kernel.unit.allowance import Allowance
from onetick.kernel.work import Work

ORG = OrgId("org_1")
START = datetime(2026, 5, 1, tzinfo=UTC)
RIGHTS = (may.read, may.store, may.remove, may.query)
NAMES = ["a", "a b", "ab", "abc", "b", "ba", "c~", "d"]


@entity(
    "toy_bead",
    pk="{org_id}#beads",
    sk="bead#{name}",
    index={Index.GSI1: ("{org_id}#beads#by-colour", "{colour}#{name}")},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Bead(Entity):
    org_id: OrgId
    name: str
    colour: str | None = None
    size: int = 0


Step = tuple[str, str | None, bool]
"""Which bead gets which colour, or is taken away."""

steps = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["red", "blue", "green", None]), st.booleans()), max_size=25
)


class Beads:
    """Beads that come, change and go, a second apart; and what there was after each second."""

    def __init__(self) -> None:
        self.tables = MemoryTables(clock=START.timestamp)
        self.seen: list[dict[str, Bead]] = [{}]

    def take(self, step: Step) -> None:
        name, colour, goes = step
        now, then = START + timedelta(seconds=len(self.seen)), dict(self.seen[-1])
        work = Work(
            tables=self.tables,
            principal=Principal(id=PrincipalId("usr_1"), org=ORG),
            request=Request(operation="toys", correlation_id="x"),
            allowance=Allowance(
                grants=frozenset(right(TableName.TENANT) for right in RIGHTS), emits=frozenset(), derives=True
            ),
            org_id=ORG,
            now=now,
            decided=Decided(policy="test", reason="test"),
        )
        found = work.find(Bead, Bead.key(org_id=ORG, name=name))
        if found is None:
            then[name] = work.create(Bead(org_id=ORG, name=name, colour=colour))
        elif goes:
            work.remove(found)
            del then[name]
        else:
            then[name] = work.save(replace(found, colour=colour, size=found.size + 1))
        work.commit()
        self.seen.append(then)

    def read(self, query: Query, second: int) -> list[Bead]:
        """All rows of a query, window by window."""
        at, rows = START + timedelta(seconds=second), []
        while True:
            window = lookback.window_of(self.tables, query, at)
            assert len(window.items) <= query.limit
            rows += [Bead.kind.from_item(item) for item in window.items]
            if window.next is None:
                return rows
            query = replace(query, start=window.next)


@given(steps=steps, data=st.data())
def test_a_partition_of_then_is_what_it_was(steps: Sequence[Step], data: st.DataObject) -> None:
    beads = Beads()
    for step in steps:
        beads.take(step)
    second = data.draw(st.integers(0, len(steps)))
    prefix = data.draw(st.sampled_from(["bead#", "bead#a", "bead#b"]))
    after, before = (data.draw(st.sampled_from([None, "bead#a", "bead#ab", "bead#b", "bead#c~"])) for _ in range(2))
    query = _query(data, "org_1#beads", prefix=prefix, after=after, before=before)
    wanted = [
        bead
        for bead in sorted(beads.seen[second].values(), key=lambda bead: bead.own_key.sk)
        if bead.own_key.sk.startswith(prefix)
        and (after is None or bead.own_key.sk > after)
        and (before is None or bead.own_key.sk <= before)
    ]
    assert _read(data, beads, query, second) == (wanted if query.ascending else wanted[::-1])


@given(steps=steps, data=st.data())
def test_an_index_of_then_is_what_it_was(steps: Sequence[Step], data: st.DataObject) -> None:
    beads = Beads()
    for step in steps:
        beads.take(step)
    second = data.draw(st.integers(0, len(steps)))
    prefix = data.draw(st.sampled_from(["", "red#", "blue#a"]))
    query = _query(data, "org_1#beads#by-colour", index=Index.GSI1, prefix=prefix)
    named = {f"{bead.colour}#{bead.name}": bead for bead in beads.seen[second].values() if bead.colour}
    wanted = [named[name] for name in sorted(named) if name.startswith(prefix)]
    assert _read(data, beads, query, second) == (wanted if query.ascending else wanted[::-1])


def _query(data: st.DataObject, pk: str, **more: object) -> Query:
    ascending, limit = data.draw(st.booleans()), data.draw(st.integers(1, 9))
    return Query(table=TableName.TENANT, pk=pk, ascending=ascending, limit=limit, **more)  # type: ignore[arg-type]


def _read(data: st.DataObject, beads: Beads, query: Query, second: int) -> list[Bead]:
    """Read in windows as small, and with as few calls for each, as are drawn."""
    rows, calls = data.draw(st.integers(1, 6)), data.draw(st.sampled_from([2, 3, 25]))
    with (
        patch.object(lookback, "MOST_ROWS", rows),
        patch.object(lookback, "FEWEST_ROWS", 1),
        patch.object(lookback, "MAX_CALLS", calls),
    ):
        return beads.read(query, second)


def test_what_changed_often_is_leapt_over() -> None:
    beads = Beads()
    for name in ("a", "b", "c"):
        for _ in range(300):
            beads.take((name, "red", False))
    query = Query(table=TableName.TENANT, pk="org_1#beads", prefix="bead#", limit=10)
    with patch.object(beads.tables, "query", wraps=beads.tables.query) as asked:
        assert [bead.size for bead in beads.read(query, 450)] == [299, 149]
    assert asked.call_count <= 8
