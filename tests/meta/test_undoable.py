"""Whatever a request changes is undone with its change set, or stands in a short table that says why not.

Every writing route is walked: what it changes is undone and done again, and everything is then as it
was before, or as it was left.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from onetick.changesets.stays import BESIDE, STAYS, why_it_stays
from onetick.changesets.undoers import UNDOERS
from onetick.kernel import registry
from onetick.kernel.entry import Route
from onetick.kernel.events import EventType, event_types
from onetick.kernel.table import TableName
from onetick.kernel.triggers import Worker
from tests.service import Answer, running

from .effects import WRITES, Effect, Stage, effect
from .scene import populate
from .undone import content_of, differences

HEADER = "OneTick-Change-Set"
TOLD = {kind for entry in registry.entries() if isinstance(entry, (Route, Worker)) for kind in entry.emits}
"""What somebody's request may tell, by itself or by its job."""
PARTLY = {"putWorkflow": "Tasks go along with statuses"}
"""What is undone as far as nothing else goes along, which it does in the documented example."""


def _stays(kind: EventType[Any]) -> bool:
    return why_it_stays(kind.name) is not None


def test_every_event_type_of_a_tenant_is_undone_or_says_why_not() -> None:
    for kind in TOLD:
        of = kind.cls.kind
        if of.table is TableName.TENANT and of.name not in BESIDE:
            assert of.name in UNDOERS or _stays(kind), f"{kind.name} is told by a request, and is not undone"


def test_what_is_not_undone_is_told_by_something_and_has_a_reason() -> None:
    names = event_types.keys() | {name.partition(".")[0] for name in event_types}
    assert STAYS.keys() <= names
    assert all(reason.endswith(".") for reason in STAYS.values())
    assert len(STAYS) < 30


@pytest.fixture(scope="module")
def built() -> Iterator[Stage]:
    with running() as service:
        yield Stage(populate(service))


OURS = [route for route in WRITES if route.tables[:1] == (TableName.TENANT,) and "{workspace_id}" in route.path]


@pytest.mark.parametrize("route", OURS, ids=lambda route: route.operation)
def test_what_a_route_changes_is_undone_and_done_again_or_says_why_not(built: Stage, route: Route) -> None:
    built.reset()
    service = built.scene.service
    wanted = effect(built.scene, route)
    service.deliver()
    service.clock.advance(seconds=1)
    before = content_of(built.tables)
    answer = wanted.call()
    if HEADER not in answer.headers or route.operation == "deleteWorkspace":
        return
    service.deliver()
    after = content_of(built.tables)
    undone = _undo(built, wanted, answer)
    if undone.status == 409:
        told = {event["type"] for event in service.events() if event.get("changesetid") == answer.headers[HEADER]}
        reasons = {why_it_stays(name.removeprefix("onetick.").rpartition(".")[0]) for name in told}
        details = {conflict["detail"] for conflict in undone.json["conflicts"]} - reasons
        assert all(detail.startswith(PARTLY[route.operation]) for detail in details), undone.text
        return
    _require_done(built, undone)
    assert differences(before, content_of(built.tables)) == {}
    if HEADER in undone.headers:
        again = _undo(built, wanted, undone)
        _require_done(built, again)
        assert differences(after, content_of(built.tables)) == {}


def _undo(built: Stage, wanted: Effect, answer: Answer) -> Answer:
    scene = built.scene
    scene.service.clock.advance(seconds=1)
    workspace = wanted.ids.get("workspace_id", scene.team.workspace_id)
    done = scene.owner.post(f"/v1/workspaces/{workspace}/change-sets/{answer.headers[HEADER]}/undo", {})
    scene.service.deliver()
    return done


def _require_done(built: Stage, undone: Answer) -> None:
    """What was undone at once, or by a job that met nothing in its way."""
    assert undone.status in (200, 202), undone.text
    if undone.status == 202:
        path = f"{built.scene.team.w}/jobs/{undone.json['job']['id']}"
        state = built.scene.owner.get(path).json["state"]
        assert state == "succeeded", built.scene.owner.get(f"{path}/errors").text
