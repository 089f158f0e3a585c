"""Two organizations of the same shape: whatever one asks with the other's ids, it is as if they did not exist.

Nothing is read, nothing is changed, and nothing tells a foreign id from one that never was: not the
status, not the words, not the number of database calls.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onetick.kernel import meter, registry
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import Route
from onetick.kernel.ids import new_ulid
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from tests.meta.scene import Scene, populate
from tests.service import Answer, running

ROUTES = [route for route in registry.routes() if not route.public]
NOT_OF_A_TENANT = {"token", "type", "version", "token_id", "session_id", "reaction_id", "trash_kind", "report_key"}
ID = re.compile(r"^[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{25}$")


@dataclass
class Two:
    """The attacker's organization and the other one."""

    mine: Scene
    theirs: Scene

    def __post_init__(self) -> None:
        assert isinstance(self.mine.service.tables, MemoryTables)
        self.tables = self.mine.service.tables
        self._snapshot = self.tables.snapshot()
        self.secrets = {value for value in self.theirs.ids.values() if ID.match(value)}

    def reset(self) -> None:
        self.tables.restore(self._snapshot)


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    with running() as service:
        yield Two(populate(service), populate(service, "Eve", "Evil"))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_foreign_id_is_like_one_that_never_was(two: Two, data: st.DataObject) -> None:
    route = data.draw(st.sampled_from(ROUTES), label="route")
    places = sorted(_places(route, two.mine))
    assume(places)
    chosen = data.draw(st.sets(st.sampled_from(places), min_size=1), label="foreign")
    foreign = {name: two.theirs.ids[name] for name in chosen}
    absent = {name: _never_was(value) for name, value in foreign.items()}

    answer, calls = _ask(two, route, foreign)
    _holds_nothing_of_theirs(answer, two, foreign)
    control, control_calls = _ask(two, route, absent)

    assert answer.status == control.status, (route.operation, chosen, answer.text, control.text)
    assert _words(answer, foreign) == _words(control, absent), route.operation
    assert calls == control_calls, f"{route.operation}: {calls} calls for a foreign id, {control_calls} for none"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_foreign_caller_changes_nothing(two: Two, data: st.DataObject) -> None:
    route = data.draw(st.sampled_from([r for r in ROUTES if _in_a_tenant(r)]), label="route")
    two.reset()
    before = _rows_of(two, two.theirs.team.organization_id)
    answer = two.theirs.call(route, two.mine.owner)
    assert answer.status == 404, (route.operation, answer.text)
    assert _rows_of(two, two.theirs.team.organization_id) == before
    _holds_nothing_of_theirs(answer, two, two.theirs.ids)


def _in_a_tenant(route: Route) -> bool:
    return "{workspace_id}" in route.path or "{organization_id}" in route.path


def _places(route: Route, scene: Scene) -> set[str]:
    """The names under which a route takes ids: in its path, and in its body."""
    in_path = set(re.findall(r"\{(\w+)\}", route.path))
    body = json.dumps(scene.body(route) or {})
    in_body = {name for name, value in scene.ids.items() if value in body}
    return {name for name in in_path | in_body if name in scene.ids} - NOT_OF_A_TENANT


def _ask(two: Two, route: Route, ids: Mapping[str, str]) -> tuple[Answer, int]:
    two.reset()
    # A leased rate limit would make one request in twenty a call dearer, whatever it asks for.
    runtime().limiter._leases.clear()
    before = _rows_of(two, two.theirs.team.organization_id)
    answer = two.mine.call(route, two.mine.owner, ids=dict(ids))
    calls = meter.snapshot().calls
    assert _rows_of(two, two.theirs.team.organization_id) == before, f"{route.operation} changed another tenant"
    return answer, calls


def _rows_of(two: Two, organization_id: str) -> list[Any]:
    """Everything an organization has, but its rate limits."""
    window = two.tables.scan(TableName.TENANT, segment=0, segments=1, start=None, limit=100_000)
    return [item for item in window.items if item.key.pk.startswith(organization_id) and "#rate#" not in item.key.pk]


def _never_was(identifier: str) -> str:
    return f"{identifier[:3]}_{new_ulid()}"


def _words(answer: Answer, ids: Mapping[str, str]) -> Any:
    """What an answer says, without what the caller itself put in and what differs by chance."""
    text = answer.text
    for name, value in ids.items():
        text = text.replace(value, f"<{name}>")
    if answer.status < 400:
        return answer.status
    document = json.loads(text)
    return {name: value for name, value in document.items() if name not in ("correlation_id", "instance")}


def _holds_nothing_of_theirs(answer: Answer, two: Two, given_ids: Mapping[str, str]) -> None:
    leaked = {value for value in two.secrets - set(given_ids.values()) if value in answer.text}
    assert not leaked, leaked
