"""What a unit of work may do is what its entry's role allows: a right that was forgotten shows at once, not on AWS."""

from collections.abc import Callable
from typing import Any

import pytest

from onetick.kernel import grants as may
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import Route, route
from onetick.kernel.grants import Grant
from onetick.kernel.performing import Done
from onetick.kernel.principal import Principal
from onetick.kernel.recording import Request
from onetick.kernel.table import Index, Key, TableName
from onetick.kernel.unit.allowance import Allowance, Refused
from onetick.kernel.work import Work

from .toys import ANN, BOX_MADE, BOXES, ORG, WORKSPACE, Box

TENANT, GLOBAL = TableName.TENANT, TableName.GLOBAL
BOX = Box(org_id=ORG, workspace_id=WORKSPACE, id="box_1", name="first", version=1)
MARKER = Done(org_id=ORG, operation="toys", name="done", expires=0, version=1)
ACTS: dict[str, tuple[Grant, Callable[[Work], object]]] = {
    "read": (may.read(TENANT), lambda work: work.find(Box, BOX.own_key)),
    "query": (may.query(TENANT), lambda work: work.first(BOXES.of(org_id=ORG, workspace_id=WORKSPACE))),
    "store": (may.store(TENANT), lambda work: work.create(BOX)),
    "remove": (may.remove(TENANT), lambda work: work.remove(MARKER)),
    "discard": (may.remove(TENANT), lambda work: work.discard(Done, MARKER.own_key)),
    "require": (may.require(TENANT), lambda work: work.require(BOX)),
    "count": (may.count(TENANT), lambda work: work.reserve(Key(TENANT, f"{ORG}#counters", "boxes"))),
}
EVERYTHING = {grant for grant, _ in ACTS.values()}


def work_with(*grants: Grant) -> Work:
    return Work(
        tables=MemoryTables(),
        principal=Principal(id=ANN, org=ORG),
        request=Request(operation="toys", correlation_id="x"),
        allowance=Allowance(grants=frozenset(grants), emits=frozenset()),
        org_id=ORG,
        workspace_id=WORKSPACE,
    )


@pytest.mark.parametrize("name", ACTS)
def test_what_the_role_allows_is_done(name: str) -> None:
    needed, do = ACTS[name]
    do(work_with(needed))


@pytest.mark.parametrize("name", ACTS)
def test_what_the_role_does_not_allow_is_refused(name: str) -> None:
    needed, do = ACTS[name]
    with pytest.raises(Refused, match=f"did not declare {needed.actions[0]} on"):
        do(work_with(*(EVERYTHING - {needed})))


def test_a_right_to_a_table_is_none_to_its_indexes_nor_to_the_other_table() -> None:
    rights = {may.query(TENANT), may.query(TENANT, Index.GSI1), may.query(TENANT, Index.GSI2), may.query(GLOBAL)}
    assert len(rights) == 4


def declared(**more: Any) -> Route:
    def handler() -> None:
        """Do it."""

    made: Route = route("POST", "/v1/things", can="thing:do", endpoint="C", **more)(handler)
    return made


def implied(entry: Route) -> set[tuple[str, str]]:
    return {(action, where) for grant in entry.all_grants() for action in grant.actions for where in grant.resources}


def test_a_route_reads_and_one_that_emits_also_stores_where_it_is_at_home() -> None:
    reading = {("BatchGetItem", "table/${Prefix}"), ("UpdateItem", "table/${Prefix}")}
    assert implied(declared()) == reading
    assert implied(declared(emits=[BOX_MADE])) == reading | {("PutItem", "table/${Prefix}")}


def test_a_second_table_only_holds_the_rate_limit_of_callers_without_an_organization() -> None:
    both = declared(tables=[TENANT, GLOBAL])
    assert implied(both) - implied(declared()) == {("UpdateItem", "table/${Prefix}-global")}
    entering = declared(tables=[GLOBAL, TENANT], enters=True)
    assert {where for _, where in implied(entering)} == {"table/${Prefix}-global"}
