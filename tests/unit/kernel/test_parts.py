"""Several operations in one piece of work: each sees those before it, and one that fails leaves nothing behind."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from onetick.kernel import grants as may
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entity import entity
from onetick.kernel.principal import Principal
from onetick.kernel.problems import Conflict
from onetick.kernel.recording import Decided, Request
from onetick.kernel.table import Contention, Put, TableName, VersionIs
from onetick.kernel.unit.allowance import Allowance, Refused
from onetick.kernel.unit.changes import Change, Changes
from onetick.kernel.work import Lost, Work

from .toys import ANN, BOX_MADE, BOX_RENAMED, ORG, WORKSPACE, Box

TENANT = TableName.TENANT


@entity("toy_loose_box", pk="{org_id}#toy#{workspace_id}", sk="loose#{id}", forgets="It may be stored over.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Loose(Box):
    """A box that may be discarded and stored over without having been read."""


KEY = Loose.key(org_id=ORG, workspace_id=WORKSPACE, id="box_1")
NEW = Loose(org_id=ORG, workspace_id=WORKSPACE, id="box_1", name="first")
RIGHTS = frozenset({may.read(TENANT), may.store(TENANT), may.remove(TENANT), may.require(TENANT)})
EVENTS = frozenset({BOX_MADE.name, BOX_RENAMED.name})


def work_on(tables: MemoryTables) -> Work:
    return Work(
        tables=tables,
        principal=Principal(id=ANN, org=ORG),
        request=Request(operation="toys", correlation_id="x"),
        allowance=Allowance(grants=RIGHTS, emits=EVENTS, derives=True),
        org_id=ORG,
        workspace_id=WORKSPACE,
        decided=Decided(policy="test", reason="test"),
    )


def in_parts(tables: MemoryTables, *acts: Callable[[Work], object]) -> Work:
    """Do each as a part of one piece of work, and commit it."""
    work = work_on(tables)
    for act in acts:
        with work.part():
            act(work)
    work.commit()
    return work


def stored(tables: MemoryTables) -> Loose | None:
    item = tables.get_many([KEY]).get(KEY)
    return None if item is None else Loose.kind.from_item(item)


def make(work: Work) -> None:
    work.emit(BOX_MADE, work.create(NEW))


def rename(name: str) -> Callable[[Work], None]:
    def act(work: Work) -> None:
        box = work.load(Loose, KEY)
        work.emit(BOX_RENAMED, work.save(replace(box, name=name)), before=box)

    return act


def refuse(work: Work) -> None:
    raise Conflict


def in_turn(*acts: Callable[[Work], object]) -> Callable[[Work], None]:
    def act(work: Work) -> None:
        for each in acts:
            each(work)

    return act


def overwrite(work: Work) -> None:
    work.replace(replace(NEW, name="copy"))


def remove(work: Work) -> None:
    work.remove(work.load(Loose, KEY))


def discard(work: Work) -> None:
    work.discard(Loose, KEY)


def require(work: Work) -> None:
    work.require(work.load(Loose, KEY))


@pytest.fixture
def empty() -> MemoryTables:
    return MemoryTables()


@pytest.fixture
def tables(empty: MemoryTables) -> MemoryTables:
    """There is a box, in its first version."""
    in_parts(empty, make)
    return empty


def test_what_one_part_made_the_next_changes_in_the_same_write(empty: MemoryTables) -> None:
    work = in_parts(empty, make, rename("second"), rename("third"))
    found = stored(empty)
    assert found is not None and (found.name, found.version) == ("third", 3)
    # The events, and the change set that names them.
    assert len(work.pending) - 1 == 1 + len(work.emitted) == 4


@pytest.mark.parametrize(
    ("acts", "name", "version"),
    [
        ([rename("a"), rename("b")], "b", 3),
        ([require, rename("a")], "a", 2),
        ([rename("a"), require], "a", 2),
        ([require, require], "first", 1),
        ([discard, make], "first", 1),
        ([remove, make], "first", 1),
        ([overwrite, rename("a")], "a", 2),
        ([discard, overwrite], "copy", 1),
    ],
)
def test_two_writes_of_an_item_become_one(
    tables: MemoryTables, acts: list[Callable[[Work], None]], name: str, version: int
) -> None:
    work = in_parts(tables, *acts)
    found = stored(tables)
    assert found is not None and (found.name, found.version) == (name, version)
    assert len([write for write in work.pending if write.key == KEY]) == 1


@pytest.mark.parametrize("acts", [[rename("a"), remove], [remove], [overwrite, discard], [discard, discard]])
def test_what_a_later_part_takes_away_is_gone(tables: MemoryTables, acts: list[Callable[[Work], None]]) -> None:
    in_parts(tables, *acts)
    assert stored(tables) is None


def test_what_was_made_and_taken_away_again_was_never_there(empty: MemoryTables) -> None:
    work = in_parts(empty, make, discard)
    assert stored(empty) is None
    assert [write.key for write in work.pending if write.key == KEY] == []


def test_a_part_that_fails_leaves_nothing_and_the_work_goes_on(tables: MemoryTables) -> None:
    work = work_on(tables)
    with work.part():
        rename("second")(work)
    with pytest.raises(Conflict), work.part():
        in_turn(rename("third"), refuse)(work)
    assert (work.load(Loose, KEY).name, work.size) == ("second", 2)
    work.commit()
    found = stored(tables)
    assert found is not None and (found.name, found.version) == ("second", 2)


def test_what_the_first_part_expected_is_what_the_commit_depends_on(tables: MemoryTables) -> None:
    work = work_on(tables)
    for name in ("a", "b"):
        with work.part():
            rename(name)(work)
    in_parts(tables, rename("faster"))
    with pytest.raises(Lost):
        work.commit()
    found = stored(tables)
    assert found is not None and found.name == "faster"


def test_two_writes_in_one_part_are_refused_as_ever(tables: MemoryTables) -> None:
    work = work_on(tables)
    with pytest.raises(Refused, match="two writes"), work.part():
        in_turn(rename("a"), rename("b"))(work)


def test_a_part_may_not_expect_what_the_one_before_it_changed(tables: MemoryTables) -> None:
    work = work_on(tables)
    old = work.load(Loose, KEY)
    with work.part():
        rename("a")(work)
    with pytest.raises(Refused, match="does not follow"), work.part():
        work.save(replace(old, name="b"))


def test_contention_loses_all_parts(tables: MemoryTables, monkeypatch: pytest.MonkeyPatch) -> None:
    work = work_on(tables)
    with work.part():
        rename("a")(work)

    def contend(*_: object, **__: object) -> None:
        raise Contention

    monkeypatch.setattr(tables, "transact", contend)
    with pytest.raises(Lost):
        work.commit()


def test_an_entity_with_other_values_is_what_replace_makes_of_it() -> None:
    one = Box(org_id=ORG, workspace_id=WORKSPACE, id="box_1", name="one", version=2)
    assert one.but(name="two") == replace(one, name="two") and one.name == "one"
    assert one.at_version(3) == replace(one, version=3)
    with pytest.raises(AttributeError):
        one.but(size="red")


def test_how_much_is_superseded_is_the_same_however_the_parts_are_counted() -> None:
    changes = Changes()

    def change(name: str, version: int, *, supersedes: bool) -> Change:
        item = Box.kind.to_item(Box(org_id=ORG, workspace_id=WORKSPACE, id=name, name=name), version=version)
        before = replace(item, version=version - 1) if supersedes else None
        return Change(write=Put(item, VersionIs(version - 1)), keeps=True, before=before)

    for name in ("a", "b"):
        changes.add(change(name, 2, supersedes=True))
    changes.add(change("c", 2, supersedes=False))
    assert (len(changes), changes.superseded) == (3, 2)
    changes.settle()
    assert (len(changes), changes.superseded) == (3, 2)
    changes.add(change("a", 3, supersedes=True))
    changes.add(change("d", 2, supersedes=True))
    assert (len(changes), changes.superseded) == (4, 3)
    changes.settle()
    assert (len(changes), changes.superseded) == (4, 3)


def test_a_part_that_fails_takes_its_own_parts_with_it(tables: MemoryTables) -> None:
    work = work_on(tables)

    def fail() -> None:
        with work.part():
            with work.part():
                rename("inner")(work)
            assert work.load(Loose, KEY).name == "inner"
            with work.part():
                rename("inner again")(work)
            raise Conflict

    with pytest.raises(Conflict):
        fail()
    assert work.load(Loose, KEY).name == "first" and (work.size, work.emitted) == (0, [])
    with work.part():
        rename("second")(work)
        with work.part(keep=False):
            rename("third")(work)
    work.commit()
    found = stored(tables)
    assert found is not None and (found.name, found.version) == ("second", 2)
