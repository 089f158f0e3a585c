"""Old shapes are read at once, and rewritten by a job that can be cut off, repeated and tried out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from functions.operations.migrate_items import handler as job
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.events import GlobalEventRecord
from onetick.kernel.migration import Order, migrate
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.kernel.table import Item, Key, Put, TableName

from . import toys
from .toys import ORG, WORKSPACE, Box

FIXTURES = Path(__file__).parents[2] / "fixtures" / "items"


@pytest.fixture
def tables() -> Iterator[MemoryTables]:
    memory = MemoryTables()
    with use(Runtime(memory, Limiter(memory))):
        toys.settle()
        yield memory


def store_first_versions(tables: MemoryTables, count: int) -> None:
    """Boxes as the first release stored them."""
    [fixture] = json.loads((FIXTURES / "toy_box.v1.json").read_text())
    for number in range(count):
        identifier = f"box_{number:04}"
        doc = json.dumps({**fixture, "id": identifier})
        key = Key(TableName.TENANT, f"{ORG}#toy#{WORKSPACE}", f"box#{identifier}")
        tables.transact([Put(Item(key=key, kind="toy_box", schema=1, version=7, doc=doc), None)])


def schemas(tables: MemoryTables) -> list[int]:
    window = tables.scan(TableName.TENANT, segment=0, segments=1, start=None, limit=1000)
    return [item.schema for item in window.items if item.kind == "toy_box"]


def test_an_item_of_the_first_version_is_read_in_todays_shape(tables: MemoryTables) -> None:
    store_first_versions(tables, 1)
    key = Box.key(org_id=ORG, workspace_id=WORKSPACE, id="box_0000")
    box = Box.kind.from_item(tables.get_many([key])[key])
    assert (box.name, box.colour, box.version) == ("kept since the first release", "grey", 7)


def test_a_dry_run_counts_and_writes_nothing(tables: MemoryTables) -> None:
    store_first_versions(tables, 30)
    result = migrate(job, Order(kind="toy_box"), may_go_on=lambda: True)
    assert (result.state, result.seen, result.rewritten) == ("done", 30, 30)
    assert set(schemas(tables)) == {1}
    assert tables.stream(GlobalEventRecord.kind.name) == []


def test_a_migration_that_is_cut_off_goes_on_where_it_was(tables: MemoryTables) -> None:
    store_first_versions(tables, 450)
    order = Order(kind="toy_box", dry_run=False)
    steps = iter([True, False])
    first = migrate(job, order, may_go_on=lambda: next(steps))
    assert first.state == "running" and 0 < first.rewritten < 450
    last = migrate(job, order, may_go_on=lambda: True)
    assert (last.state, last.rewritten, last.failed) == ("done", 450, 0)
    assert set(schemas(tables)) == {2}
    audit = [json.loads(item.doc)["type"] for item in tables.stream(GlobalEventRecord.kind.name)]
    assert audit[-1] == "onetick.migration.applied.v1" and len(audit) >= 2


def test_a_rewritten_item_keeps_its_version(tables: MemoryTables) -> None:
    store_first_versions(tables, 1)
    migrate(job, Order(kind="toy_box", dry_run=False), may_go_on=lambda: True)
    key = Box.key(org_id=ORG, workspace_id=WORKSPACE, id="box_0000")
    item = tables.get_many([key])[key]
    assert (item.schema, item.version) == (2, 7)


def test_an_item_that_fits_no_upcast_is_reported_and_left_alone(tables: MemoryTables) -> None:
    key = Box.key(org_id=ORG, workspace_id=WORKSPACE, id="box_odd")
    tables.transact([Put(Item(key=key, kind="toy_box", schema=1, version=1, doc='{"id": 5}'), None)])
    result = migrate(job, Order(kind="toy_box", dry_run=False), may_go_on=lambda: True)
    assert (result.rewritten, result.failed) == (0, 1)
    assert tables.get_many([key])[key].doc == '{"id": 5}'


def test_an_item_from_a_newer_release_is_refused() -> None:
    key = Box.key(org_id=ORG, workspace_id=WORKSPACE, id="box_new")
    with pytest.raises(TypeError, match="newer than this release"):
        Box.kind.from_item(Item(key=key, kind="toy_box", schema=3, version=1, doc="{}"))
