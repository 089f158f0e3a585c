"""What every route promises, walked over the registry: a new route is covered the moment it exists."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from onetick.kernel import registry
from onetick.kernel.access import known
from onetick.kernel.adapters.memory import MemoryTables, Snapshot
from onetick.kernel.entry import Public, Route, Self
from onetick.kernel.table import Item, TableName
from tests.service import Answer, Person, running

from .scene import Scene, document, populate, without_rights

ROUTES = registry.routes()
GUARDED = [route for route in ROUTES if not route.public]
PERMITTED = [route for route in ROUTES if isinstance(route.can, str)]
WITH_BODY = [route for route in ROUTES if "body" in route.signature.parameters]
NAMED = [route for route in PERMITTED if "{" in route.path]


class Stage:
    """A scene that every test finds as it was."""

    def __init__(self, scene: Scene, nobody: Person, foreign: Scene) -> None:
        self.scene, self.nobody, self.foreign = scene, nobody, foreign
        assert isinstance(scene.service.tables, MemoryTables)
        self._tables = scene.service.tables
        self._snapshot: Snapshot = self._tables.snapshot()
        self._files = scene.service.objects.snapshot()

    def reset(self) -> None:
        self._tables.restore(self._snapshot)
        self.scene.service.objects.restore(self._files)


@pytest.fixture(scope="module")
def built() -> Iterator[Stage]:
    with running() as service:
        scene = populate(service)
        nobody = without_rights(scene)
        yield Stage(scene, nobody, populate(service, "Eve", "Evil"))


@pytest.fixture
def stage(built: Stage) -> Stage:
    built.reset()
    return built


def named(routes: Iterable[Route]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", list(routes), ids=lambda route: route.operation)


def is_problem(answer: Answer, *statuses: int) -> dict[str, Any]:
    """The problem document of an answer with one of these statuses."""
    assert answer.status in statuses, f"{answer.status}: {answer.text}"
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = json.loads(answer.text)
    assert {"type", "title", "status", "detail", "code", "correlation_id"} <= problem.keys()
    assert problem["status"] == answer.status
    assert problem["correlation_id"] == answer.headers["X-Correlation-Id"]
    return problem


@named(GUARDED)
def test_nobody_gets_in_without_a_token(stage: Stage, route: Route) -> None:
    assert stage.scene.call(route, None).status == 401


@named(GUARDED)
def test_a_made_up_token_is_no_token(stage: Stage, route: Route) -> None:
    scene = stage.scene
    for token in ("x", "a.b.c", "otp_" + "A" * 43, scene.owner.token[:-4] + "AAAA"):
        answer = scene.service.call(route.method, scene.path(route), scene.body(route), token=token)
        assert answer.status == 401


@named(PERMITTED)
def test_without_the_right_it_is_a_403_that_says_why(stage: Stage, route: Route) -> None:
    problem = is_problem(stage.scene.call(route, stage.nobody), 403)
    assert problem["code"] in ("forbidden", "policy_denied")
    assert problem.get("permission") == route.can and problem["reason"]


@named(NAMED)
def test_another_tenants_ids_do_not_exist(stage: Stage, route: Route) -> None:
    problem = is_problem(stage.scene.call(route, stage.foreign.owner), 404)
    assert problem["code"] == "not_found"


@named(WITH_BODY)
@pytest.mark.parametrize("raw", ["{", "[]", '"x"', "\ud800", '{"x":', "[" * 5000])
def test_a_malformed_body_is_a_400(stage: Stage, route: Route, raw: str) -> None:
    is_problem(stage.scene.call(route, stage.scene.owner, raw=raw), 400)


@named(WITH_BODY)
def test_an_unknown_field_is_refused_and_pointed_at(stage: Stage, route: Route) -> None:
    body = {**stage.scene.body(route), "no_such_field": 1}
    problem = is_problem(stage.scene.call(route, stage.scene.owner, body=body), 400)
    assert "/no_such_field" in [fault["pointer"] for fault in problem["errors"]]


@named(WITH_BODY)
def test_a_wrong_type_is_refused_and_pointed_at(stage: Stage, route: Route) -> None:
    good = stage.scene.body(route)
    for name in good:
        body = {**good, name: [[["of no such shape"]]]}
        problem = is_problem(stage.scene.call(route, stage.scene.owner, body=body), 400)
        assert any(fault["pointer"].startswith(f"/{name}") for fault in problem["errors"]), (name, problem)


@named(WITH_BODY)
def test_a_body_over_a_megabyte_is_refused(stage: Stage, route: Route) -> None:
    is_problem(stage.scene.call(route, stage.scene.owner, raw='{"x": "' + "y" * 1_000_001 + '"}'), 413)


@named(WITH_BODY)
def test_a_body_that_is_not_json_is_refused(stage: Stage, route: Route) -> None:
    headers = {"Content-Type": "text/plain"}
    is_problem(stage.scene.call(route, stage.scene.owner, headers=headers), 415)


@named(WITH_BODY)
def test_the_documented_example_is_understood(stage: Stage, route: Route) -> None:
    answer = stage.scene.call(route, stage.scene.owner)
    assert answer.status != 400, answer.text


@named(ROUTES)
def test_an_unknown_query_parameter_is_refused(stage: Stage, route: Route) -> None:
    answer = stage.scene.call(route, stage.scene.owner, query="?no_such_parameter=1")
    problem = is_problem(answer, 400)
    assert problem["errors"][0]["pointer"] == "query/no_such_parameter"


@named(ROUTES)
def test_every_answer_is_documented(stage: Stage, route: Route) -> None:
    answer = stage.scene.call(route, stage.scene.owner)
    assert answer.status < 500, answer.text
    operation = document()["paths"][route.path][route.method.lower()]
    assert str(answer.status) in operation["responses"], answer.text
    assert answer.headers["X-Correlation-Id"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@named(ROUTES)
def test_it_says_what_it_is_and_who_may_call_it(route: Route) -> None:
    operation = document()["paths"][route.path][route.method.lower()]
    assert operation["summary"] and operation["description"]
    match route.can:
        case Public() | Self():
            assert route.can.reason
        case permission:
            assert known(permission), f"{permission} is not in the catalogue"


@named([route for route in ROUTES if route.method != "GET"])
def test_a_write_leaves_an_event_or_changes_nothing(stage: Stage, route: Route) -> None:
    service = stage.scene.service
    assert isinstance(service.tables, MemoryTables)
    before, state = len(service.events()), _state(service.tables)
    stage.scene.call(route, stage.scene.owner)
    if len(service.events()) == before:
        assert _state(service.tables) == state


def _state(tables: MemoryTables) -> list[Item]:
    """Everything that is stored, but how often somebody called."""
    windows = [tables.scan(table, segment=0, segments=1, start=None, limit=100_000) for table in TableName]
    return [item for window in windows for item in window.items if "rate#" not in item.key.pk]


@named([route for route in GUARDED if route.writes])
def test_a_dry_run_changes_nothing(stage: Stage, route: Route) -> None:
    service = stage.scene.service
    before = len(service.events())
    stage.scene.call(route, stage.scene.owner, query="?dry_run=true")
    assert len(service.events()) == before
