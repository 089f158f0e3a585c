"""Whatever shows a tenant's things shows them as they were at any moment: what it showed then, in every field."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from onetick.kernel import registry
from onetick.kernel.entry import Public, Route, Self
from onetick.kernel.settings import settings
from onetick.kernel.table import TableName
from tests.service import Answer, running

from . import scenery
from .effects import UNDOING, WRITES, effect
from .scene import Scene, document, populate

TENANTS = [route for route in registry.routes() if route.method == "GET" and TableName.TENANT in route.tables]
LOOKING_BACK = [route for route in TENANTS if route.looks_back]
HOLDERS = ("Comment", "Task", "Section", "Sprint", "Project")
"""What holds other things, each more than the one before."""

NEW = ("next_cursor", "correlation_id", "upload", "seconds")
"""What is another each time: `seconds` go on while it is read."""

SPARED = {
    "deleteOrganization",
    "deleteWorkspace",
    "emptyTrash",
    "leaveOrganization",
    "leaveWorkspace",
    "purgeTrashed",
    "removeOrganizationMember",
    "removeMember",
    "updateOrganizationMember",
}
"""What ends the rights of those who look back, which are always today's, and what leaves no past to look back at."""


@dataclass
class Seen:
    """What a read answered at a moment."""

    at: datetime
    answers: dict[str, Answer]


@dataclass
class Havoc:
    """A scene in which everything was changed after it was looked at, twice."""

    scene: Scene
    moments: list[Seen]
    done: set[str]


@pytest.fixture(scope="module")
def havoc() -> Iterator[Havoc]:
    with running() as service:
        scene = populate(service)
        made = Havoc(scene, [_look(scene)], set())
        ours = [route for route in WRITES if route.tables[:1] == (TableName.TENANT,) and route.operation not in SPARED]
        ending = [route for route in ours if route.method == "DELETE" or route.operation in _undone()]
        for route in ours:
            if route not in ending:
                _try(made, route)
        made.moments.append(_look(scene))
        for route in sorted(ending, key=_how_much_goes):
            _try(made, route)
        yield made


def _undone() -> set[str]:
    """What is done whenever the operation is called that undoes it."""
    pairs = ((route.operation, undoing, doing) for route in WRITES for undoing, doing in UNDOING.items())
    return {name.replace(undoing, doing) for name, undoing, doing in pairs if name.startswith(undoing)} | set(
        scenery.first().values()
    )


def _how_much_goes(route: Route) -> int:
    """How much a route takes away with it."""
    return next((place for place, name in enumerate(HOLDERS, 1) if route.operation.endswith(name)), 0)


def _try(havoc: Havoc, route: Route) -> None:
    """Change what a route changes, if what came before left anything to change."""
    havoc.scene.service.clock.advance(seconds=1)
    try:
        answer = effect(havoc.scene, route).call("a key of the caller's" + route.operation)
    except (AssertionError, IndexError, KeyError, StopIteration):
        return
    havoc.scene.service.deliver()
    if answer.status < 300:
        havoc.done.add(route.operation)


def _look(scene: Scene) -> Seen:
    clock = scene.service.clock
    clock.advance(seconds=1)
    seen = Seen(clock(), {route.operation: scene.call(route, scene.owner) for route in LOOKING_BACK})
    clock.advance(seconds=1)
    return seen


def _shown(answer: Answer) -> Any:
    """What an answer shows; cursors, correlation ids and addresses of files are new each time."""
    return _without(json.loads(answer.text)) if answer.text else None


def _version(answer: Answer) -> str | None:
    """The ETag that is a version; a weak one is of the very text, with what is new each time."""
    tag = answer.headers.get("ETag")
    return None if tag is None or tag.startswith("W/") else tag


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(part) for name, part in value.items() if name not in NEW and not name.endswith("_url")}
    return [_without(part) for part in value] if isinstance(value, list) else value


def named(routes: list[Route]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.operation)


def test_every_read_of_a_tenants_things_looks_back_or_says_why_not() -> None:
    """What needs no right is somebody's own, or public; everything else that shows today alone says why."""
    for route in TENANTS:
        if not route.looks_back:
            reason = route.can.reason if isinstance(route.can, (Public, Self)) else route.today
            assert reason and reason.endswith("."), route.operation


def test_most_of_what_could_be_changed_was_changed(havoc: Havoc) -> None:
    ours = {route.operation for route in WRITES if route.tables[:1] == (TableName.TENANT,)} - SPARED
    assert len(havoc.done) > 0.7 * len(ours), sorted(ours - havoc.done)


@named(LOOKING_BACK)
def test_as_of_a_moment_shows_what_was_shown_then(havoc: Havoc, route: Route) -> None:
    for seen in havoc.moments:
        then = seen.answers[route.operation]
        found = havoc.scene.call(route, havoc.scene.owner, query=_as_of(seen.at))
        assert found.headers["OneTick-As-Of"] == _written(seen.at)
        assert (found.status, _shown(found)) == (then.status, _shown(then))
        assert _version(found) == _version(then)


@named(LOOKING_BACK)
def test_a_moment_that_has_not_come_is_no_past_and_history_ends(havoc: Havoc, route: Route) -> None:
    scene, now = havoc.scene, havoc.scene.service.clock()
    for query, code in (
        ("?as_of=yesterday", "invalid"),
        ("?as_of=2026-01-01T00:00:00", "invalid"),
        (_as_of(now + timedelta(minutes=1)), "future"),
    ):
        problem = scene.call(route, scene.owner, query=query).expect(400)
        assert [(fault["pointer"], fault["code"]) for fault in problem["errors"]] == [("query/as_of", code)]
    expired = scene.call(route, scene.owner, query=_as_of(now - timedelta(days=settings().history_days, minutes=1)))
    assert expired.expect(410)["code"] == "history_expired"
    assert expired.json["earliest"]


@named(LOOKING_BACK)
def test_before_there_was_anything_there_was_nothing(havoc: Havoc, route: Route) -> None:
    long_ago = havoc.scene.service.clock() - timedelta(days=300)
    answer = havoc.scene.call(route, havoc.scene.owner, query=_as_of(long_ago))
    assert answer.status == 404 or (answer.status == 200 and "2" not in _figures(answer)), answer.text


@named(TENANTS)
def test_looking_back_is_documented_where_it_is_possible(route: Route) -> None:
    operation = document()["paths"][route.path]["get"]
    names = [parameter.get("$ref", "").rpartition("/")[2] for parameter in operation["parameters"]]
    assert ("AsOf" in names) == route.looks_back
    assert ("410" in operation["responses"]) >= route.looks_back
    assert ("OneTick-As-Of" in operation["responses"]["200"].get("headers", {})) == route.looks_back


@named([route for route in TENANTS if not route.looks_back and not route.public])
def test_where_it_is_not_possible_the_parameter_is_unknown(havoc: Havoc, route: Route) -> None:
    answer = havoc.scene.call(route, havoc.scene.owner, query=_as_of(havoc.moments[0].at))
    assert answer.expect(400)["errors"][0]["pointer"] == "query/as_of"


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _as_of(moment: datetime) -> str:
    return f"?as_of={_written(moment)}"


def _figures(answer: Answer) -> str:
    """What an empty answer may not hold: an id or a date. The settings of the request itself may."""
    return json.dumps({name: part for name, part in answer.json.items() if name not in ("page", "total")})
