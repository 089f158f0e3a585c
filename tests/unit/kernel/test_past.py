"""What was is kept, exactly, for as long as history lasts."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from onetick.kernel import grants as may
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entity import Entity
from onetick.kernel.events import EventRecord
from onetick.kernel.history import past
from onetick.kernel.patterns import Pattern
from onetick.kernel.performing import Done
from onetick.kernel.principal import Principal
from onetick.kernel.problems import PayloadTooLarge
from onetick.kernel.recording import Decided, Request
from onetick.kernel.settings import settings
from onetick.kernel.table import Put, TableName
from onetick.kernel.unit.allowance import Allowance, Refused
from onetick.kernel.work import Work

from .toys import ANN, BOX_MADE, BOX_RENAMED, BOXES, ORG, WORKSPACE, Box

TENANT = TableName.TENANT
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
RIGHTS = (may.read(TENANT), may.query(TENANT), may.store(TENANT), may.remove(TENANT), may.require(TENANT))
EVENTS = Pattern("What happened to boxes", EventRecord, pk="{org_id}#toy#{workspace_id}", prefix="event#")


class History:
    """Commits one after the other, a second apart."""

    def __init__(self) -> None:
        self.tables = MemoryTables(clock=self._seconds)
        self.now = START

    def work(self, now: datetime | None = None) -> Work:
        return Work(
            tables=self.tables,
            principal=Principal(id=ANN, org=ORG),
            request=Request(operation="toys", correlation_id="x"),
            allowance=Allowance(grants=frozenset(RIGHTS), emits=frozenset({BOX_MADE.name, BOX_RENAMED.name})),
            org_id=ORG,
            workspace_id=WORKSPACE,
            now=now or self.now,
            decided=Decided(policy="test", reason="test"),
        )

    def make(self, name: str = "first") -> Box:
        work = self.work()
        work.emit(BOX_MADE, work.create(box(name)))
        return self._commit(work)

    def rename(self, name: str, now: datetime | None = None) -> Box:
        work = self.work(now)
        before = work.load(Box, KEY)
        work.emit(BOX_RENAMED, work.save(replace(before, name=name)), before=before)
        return self._commit(work)

    def remove(self) -> None:
        work = self.work()
        before = work.load(Box, KEY)
        work.remove(before)
        work.emit(BOX_RENAMED, before.at_version(before.version + 1), before=before)
        self._commit(work)

    def at(self, moment: datetime) -> tuple[int, str] | None:
        found = self.work().as_it_was(Box, KEY, moment)
        return (found.version, found.name) if found else None

    def events(self) -> list[EventRecord]:
        return self.work().some(EVENTS.of(org_id=ORG, workspace_id=WORKSPACE), limit=50)

    def _seconds(self) -> float:
        return self.now.timestamp()

    def _commit(self, work: Work) -> Box:
        work.commit()
        self.now += timedelta(seconds=1)
        found = self.work().find(Box, KEY)
        return found or box("gone")


def box(name: str) -> Box:
    return Box(org_id=ORG, workspace_id=WORKSPACE, id="box_1", name=name)


KEY = box("any").own_key


@pytest.fixture
def history() -> History:
    return History()


def test_every_state_can_be_read_at_its_time_the_deleted_thing_included(history: History) -> None:
    history.make("first")
    for name in ("second", "third"):
        history.rename(name)
    history.remove()
    history.make("again")
    seen = [history.at(START + timedelta(seconds=second)) for second in range(-1, 6)]
    again = (1, "again")
    assert seen == [None, (1, "first"), (2, "second"), (3, "third"), None, again, again]
    assert history.at(START + timedelta(milliseconds=999)) == (1, "first")


def test_an_event_leads_to_the_state_before_it(history: History) -> None:
    history.make("first")
    history.rename("second")
    history.rename("third")
    history.remove()
    before = history.work().before(history.events())
    assert [found and found.version for found in before] == [None, 1, 2, 3]
    assert [getattr(found, "name", None) for found in before] == [None, "first", "second", "third"]
    assert [record.left.version for record in history.events() if record.left] == [1, 2, 3, 4]


def test_what_was_never_changed_costs_nothing(history: History) -> None:
    history.make()
    assert not any(item.kind.startswith(past.KIND) for item in history.tables.stream("toy_box", "past.toy_box"))


def test_clocks_that_differ_never_hide_a_state(history: History) -> None:
    history.make("first")
    history.rename("ahead", now=START + timedelta(seconds=30))
    history.rename("behind", now=START + timedelta(seconds=2))
    assert history.at(START + timedelta(seconds=29)) == (1, "first")
    assert history.at(START + timedelta(seconds=31)) == (3, "behind")


def test_a_state_of_an_older_schema_is_read_in_todays_shape(history: History) -> None:
    old = box("old").kind.to_item(box("old"), version=1)
    document = json.loads(old.doc)
    del document["colour"]
    history.tables.transact([Put(replace(old, schema=1, doc=json.dumps(document)), None)])
    history.rename("new")
    found = history.work().as_it_was(Box, KEY, START - timedelta(days=1))
    assert found is not None
    assert (found.name, found.colour) == ("old", "grey")


def test_the_past_goes_when_history_no_longer_reaches_back_to_it(history: History) -> None:
    history.make("first")
    history.rename("second")
    history.now += timedelta(days=settings().history_days - 1)
    assert history.at(START) == (1, "first")
    history.now += timedelta(days=2)
    assert history.at(START) is None
    assert history.at(history.now) == (2, "second")


def test_what_a_commit_changes_it_must_have_read(history: History) -> None:
    made = history.make()
    with pytest.raises(Refused, match="has not read"):
        history.work().save(replace(made, name="blind"))
    with pytest.raises(Refused, match="has not read"):
        history.work().remove(made)
    with pytest.raises(Refused, match="keeps its past"):
        history.work().replace(made)
    with pytest.raises(Refused, match="keeps its past"):
        history.work().discard(Box, KEY)


def test_what_was_read_in_a_page_counts_as_read(history: History) -> None:
    history.make("first")
    work = history.work()
    (found,) = work.some(BOXES.of(org_id=ORG, workspace_id=WORKSPACE), limit=5)
    work.emit(BOX_RENAMED, work.save(replace(found, name="second")), before=found)
    work.commit()
    assert history.at(START) == (1, "first")


def test_copies_keep_their_past_with_what_they_follow(history: History) -> None:
    def copies(of: Box) -> Iterator[Entity]:
        yield replace(of, id=f"copy_{of.name}", version=0)

    def commit(before: Box | None, after: Box | None) -> None:
        work = history.work()
        found = work.find(Box, KEY)
        stored = work.put(replace(after, version=found.version if found else 0)) if after else None
        if found and not after:
            work.remove(found)
        work.mirror(copies, stored, found, alone=(Box,))
        work.emit(BOX_RENAMED, stored or box("gone").at_version(9))
        work.commit()
        history.now += timedelta(seconds=1)

    commit(None, box("a"))
    commit(box("a"), replace(box("a"), colour="red"))
    commit(box("a"), box("b"))
    commit(box("b"), None)
    colours: list[list[Any]] = []
    for second in range(4):
        at = START + timedelta(seconds=second)
        keys = [Box.key(org_id=ORG, workspace_id=WORKSPACE, id=f"copy_{name}") for name in "ab"]
        found = [history.work().as_it_was(Box, key, at) for key in keys]
        colours.append([copy and copy.colour for copy in found])
    assert colours == [["grey", None], ["red", None], [None, "grey"], [None, None]]


def test_what_forgets_leaves_nothing(history: History) -> None:
    marker = Done(org_id=ORG, operation="toys", name="done", expires=0)
    history.tables.transact([Put(marker.kind.to_item(marker, version=1), None)])
    work = history.work()
    work.remove(replace(marker, version=1))
    work.emit(BOX_MADE, box("any").at_version(1))
    work.commit()
    assert history.tables.stream("past.done") == []


def test_a_commit_too_large_for_its_past_writes_that_first(history: History) -> None:
    boxes = [replace(box("first"), id=f"box_{number}") for number in range(80)]
    history.tables.transact([Put(one.kind.to_item(one, version=1), None) for one in boxes])
    work = history.work()
    for found in work.some(BOXES.of(org_id=ORG, workspace_id=WORKSPACE), limit=80):
        work.save(replace(found, name="second"))
    work.emit(BOX_RENAMED, replace(box("second"), version=2))
    work.commit()
    assert len(history.tables.stream("past.toy_box")) == 80
    assert history.at(START - timedelta(seconds=1)) == (1, "first")
    assert history.at(START) == (2, "second")


def test_what_could_not_be_kept_is_not_stored(history: History) -> None:
    with pytest.raises(PayloadTooLarge):
        history.work().create(box("x" * (400 * 1024 - 400)))
    history.work().create(box("x" * (400 * 1024 - 1500)))


def test_of_a_work_of_several_parts_the_past_has_what_was_stored_before_all_of_them(history: History) -> None:
    history.make("first")
    work = history.work()
    for name in ("second", "third"):
        with work.part():
            before = work.load(Box, KEY)
            work.emit(BOX_RENAMED, work.save(replace(before, name=name)), before=before)
    assert work.size == work.least_size + 1 == 4
    work.commit()
    assert [history.at(START), history.at(history.now)] == [(1, "first"), (3, "third")]
    assert len(history.tables.stream("past.toy_box")) == 1
