"""Every operation of the OpenAPI document does what the document says, whatever is sent to it.

Cases come from the document itself: its examples, every boundary that it names, and random ones that
fit it or break it. Most of them aim at what exists, because otherwise everything is a 404.
"""

import json
from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation as Part
from schemathesis.specs.openapi import checks
from werkzeug.test import Client, TestResponse

from onetick.kernel import registry
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import Route
from tests.meta.effects import prepare
from tests.meta.scene import Scene, document, populate, with_ids
from tests.service import PASSWORD, Person, running

from .wsgi import Application

ROUTES = registry.routes()
OPERATIONS = {(route.method, route.path): route for route in ROUTES}
# A 400 for what JSON Schema has no words for: rules between fields, names of a catalogue, a cursor of another list,
# text that is nothing once it is trimmed, a moment that is still to come. And 1.0 is an integer for JSON Schema, but
# not for us.
BEYOND_SCHEMA = {
    "superfluous",
    "future",
    "value_error",
    "control_character",
    "ambiguous",
    "empty",
    "incomplete",
    "too_many",
    "unsupported",
    "string_too_short",
    "int_type",
}


def valid_data_is_understood(_: Any, response: Any, case: Any) -> None:
    """What fits the document is not refused as malformed."""
    if response.status_code != 400 or not case.meta or not case.meta.generation.mode.is_positive:
        return
    problem = response.json()
    reasons = {fault["code"] for fault in problem.get("errors", [])}
    assert problem["code"] == "cursor_mismatch" or reasons & BEYOND_SCHEMA, f"valid, but refused: {problem}"


def invalid_data_is_refused(context: Any, response: Any, case: Any) -> bool | None:
    """What breaks the document is refused; what is too large for any document, or too long ago, for that."""
    refused = response.status_code == 413 or (response.status_code == 410 and "history_expired" in response.text)
    return None if refused else checks.negative_data_rejection(context, response, case)


CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    invalid_data_is_refused,
    valid_data_is_understood,
]


SHARED = "#/components/parameters/"
WITH_SHARED = {"createTask", "deleteTask", "getTask", "listTasks", "updateTask"}
"""On these routes, cases of the short form try also what every route takes: its headers, `dry_run`, `limit`, `cursor`.

The kernel alone reads them, before it knows the route; the long form tries them everywhere.
"""


def alone(route: Route, phases: dict[str, Any], *, repeatable: bool) -> Any:
    """The document with one operation, as schemathesis reads it. Repeatable cases are the same in every run."""
    operation = document()["paths"][route.path][route.method.lower()]
    if repeatable and route.operation not in WITH_SHARED:
        own = [one for one in operation["parameters"] if not one.get("$ref", "").startswith(SHARED)]
        operation = {**operation, "parameters": own}
    settings: dict[str, Any] = {
        "generation": {"deterministic": repeatable, "no-shrink": repeatable, "with-security-parameters": False},
        "phases": phases,
        **({"seed": 1} if repeatable else {}),
    }
    paths = {route.path: {route.method.lower(): operation}}
    return schemathesis.openapi.from_dict({**document(), "paths": paths}, config=SchemathesisConfig.from_dict(settings))


class Stage:
    """A scene behind WSGI that every case finds as it was."""

    def __init__(self, scene: Scene) -> None:
        assert isinstance(scene.service.tables, MemoryTables)
        self._scene = scene
        self._application = Application(scene.service)
        self._client = Client(self._application)
        self._tables = scene.service.tables
        self._snapshot, self._moment = self._tables.snapshot(), scene.service.clock()

    def send(self, case: Any) -> Any:
        """The answer to a case, sent as the organization's owner."""
        self._begin_again()
        self._aim(case)
        prepare(self._scene, OPERATIONS[case.method, case.path])
        return case.call(app=self._application, headers={"Authorization": f"Bearer {self._scene.owner.token}"})

    def send_bytes(self, route: Route, body: bytes) -> TestResponse:
        """The answer to a body of any bytes."""
        self._begin_again()
        headers = {"Authorization": f"Bearer {self._scene.owner.token}", "Content-Type": "application/json"}
        return self._client.open(self._scene.path(route), method=route.method, data=body, headers=headers)

    def _begin_again(self) -> None:
        """As it was, at the time that it was: tokens would not last for all the cases of a long run."""
        self._tables.restore(self._snapshot)
        self._scene.service.clock.go_back(self._moment)

    def _aim(self, case: Any) -> None:
        """Put the scene's ids where a case has valid ids of nothing, seven times in eight."""
        if crc32(json.dumps([case.path_parameters, case.query], default=str).encode()) % 8 == 0:
            return
        ids = self._scene.ids
        if _is_valid(case, Part.PATH):
            case.path_parameters = {name: ids.get(name, value) for name, value in case.path_parameters.items()}
        if _is_valid(case, Part.QUERY):
            case.query = {name: _aimed(name, value, ids) for name, value in case.query.items()}
        if _is_valid(case, Part.BODY) and isinstance(case.body, dict):
            case.body = with_ids(case.body, ids) | _credentials(case.body, self._scene.owner)
        if _is_valid(case, Part.HEADER) and "If-Match" in case.headers:
            case.headers["If-Match"] = "*"


def _is_valid(case: Any, part: Part) -> bool:
    component = case.meta.components.get(part) if case.meta else None
    return component is not None and component.mode.is_positive


def _aimed(name: str, value: Any, ids: dict[str, str]) -> Any:
    """The value of a query parameter such as `section_id` or `filter[project_id]`."""
    return ids.get(name.removeprefix("filter[").removesuffix("]"), value) if isinstance(value, str) else value


def _credentials(body: dict[str, Any], owner: Person) -> dict[str, str]:
    """What the owner signs in with, in the members of a body that take it."""
    own = {"email": owner.email, "password": PASSWORD, "current_password": PASSWORD, "refresh_token": owner.refresh}
    return {name: value for name, value in own.items() if isinstance(body.get(name), str)}


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with running() as service:
        yield Stage(populate(service))


@pytest.fixture(params=ROUTES, ids=lambda route: route.operation)
def short(request: pytest.FixtureRequest) -> Any:
    """One operation with its examples, its boundaries and a few random cases, the same ones in every run."""
    # A method that a path does not have never reaches a function: the gateway answers.
    boundaries: dict[str, Any] = {"unexpected-methods": []}
    phases = {"examples": {}, "coverage": boundaries, "fuzzing": {"generation": {"max-examples": 5}}}
    return alone(request.param, phases, repeatable=True)


@pytest.fixture(params=ROUTES, ids=lambda route: route.operation)
def long(request: pytest.FixtureRequest) -> Any:
    """One operation with many random cases, other ones in each run."""
    off = {"enabled": False}
    phases = {"examples": off, "coverage": off, "fuzzing": {"generation": {"max-examples": 300}}}
    return alone(request.param, phases, repeatable=False)


@schemathesis.pytest.from_fixture("short").parametrize()
def test_an_operation_does_what_the_document_says(case: Any, stage: Stage) -> None:
    case.validate_response(stage.send(case), CHECKS)


@pytest.mark.slow
@schemathesis.pytest.from_fixture("long").parametrize()
def test_an_operation_does_what_the_document_says_at_length(case: Any, stage: Stage) -> None:
    case.validate_response(stage.send(case), CHECKS)


@pytest.mark.parametrize("route", [r for r in ROUTES if "body" in r.signature.parameters], ids=lambda r: r.operation)
@pytest.mark.parametrize("body", [b"\xff\xfe{}", b'{"x": "\xc3"}', b"\x00", b"\x1f\x8b\x08\x00", b"\xef\xbb\xbf{}"])
def test_bytes_that_are_no_json_are_pointed_at(stage: Stage, route: Route, body: bytes) -> None:
    answer = stage.send_bytes(route, body)
    problem = json.loads(answer.text)
    assert (answer.status_code, problem["code"]) == (400, "validation_failed"), problem
    assert problem["errors"][0]["pointer"] == ""
