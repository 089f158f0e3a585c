"""Any write, sent again with its Idempotency-Key: one effect, one answer. Walked over every writing route."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, get_ident
from typing import Any

import pytest

from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import Route
from onetick.kernel.table import Write
from tests.service import Answer, running

from .effects import ROUTES, WRITES, Effect, Stage, effect
from .leaks import given_away, piece_of
from .scene import document, populate

KEY = "once and only once"
# Keys are kept with the tenant, or outside any: one call of each.
FOR_MEMBERS = ("updateMe", "createOrganization", "createWorkspace", "createTeam", "putNotificationPrefs")
FOR_ANYBODY = ("forgotPassword", "signUp")


class Crowd(MemoryTables):
    """Tables in which, while a gate is closed, nobody commits before everybody has read what there was."""

    _gate: Barrier | None = None
    _passed: set[int]

    @contextmanager
    def gathering(self, number: int) -> Iterator[None]:
        """Hold the first commit of each thread until so many have come to it."""
        self._gate, self._passed = Barrier(number), set()
        try:
            yield
        finally:
            self._gate = None

    def transact(self, writes: Sequence[Write], *, token: str | None = None) -> None:
        if self._gate is not None and get_ident() not in self._passed:
            self._passed.add(get_ident())
            with suppress(BrokenBarrierError):
                self._gate.wait(timeout=20)
        super().transact(writes, token=token)


@pytest.fixture(scope="module")
def built() -> Iterator[Stage]:
    with running(Crowd()) as service:
        yield Stage(populate(service))


@pytest.fixture
def stage(built: Stage) -> Stage:
    built.reset()
    return built


every_write = pytest.mark.parametrize("route", WRITES, ids=lambda route: route.operation)


def another(body: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A valid body that says something else: without an optional member, or with another value."""
    optional = [name for name in body if name not in schema.get("required", ())]
    if optional and len(body) > 1:
        return {name: value for name, value in body.items() if name != optional[0]}
    name, value = next((name, value) for name, value in body.items() if isinstance(value, (str, int, float)))
    if not isinstance(value, str):
        return {**body, name: value + 1}
    other = value[:-1] + ("0" if value[-1] != "0" else "1") if name.endswith("_id") else f"x{value}"
    known = schema["properties"][name]
    choices = known.get("enum") or [*known.get("examples", ()), other]
    return {**body, name: next(choice for choice in choices if choice != value)}


def together(write: Effect, tables: MemoryTables, number: int) -> list[Answer]:
    """The answers to the same call from so many threads at once."""
    assert isinstance(tables, Crowd)
    with tables.gathering(number), ThreadPoolExecutor(number) as pool:
        return list(pool.map(lambda _: write.call(KEY), range(number)))


@every_write
def test_the_same_call_twice_has_one_effect_and_one_answer(stage: Stage, route: Route) -> None:
    write = effect(stage.scene, route)
    before = stage.kinds()
    first = write.call(KEY)
    after = stage.kinds()
    assert first.status < 300, first.text
    assert after - before, "the call was to change something"
    assert "Idempotent-Replayed" not in first.headers
    again = write.call(KEY)
    assert stage.kinds() == after
    assert (again.status, again.text) == (first.status, first.text)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers.get("ETag") == first.headers.get("ETag")


@every_write
@pytest.mark.parametrize("number", [2, 20])
def test_the_same_call_many_times_at_once_has_one_effect_and_one_answer(
    stage: Stage, route: Route, number: int
) -> None:
    number = min(number, 10) if route.endpoint == "E" else number
    write = effect(stage.scene, route)
    ready = stage.tables.snapshot()
    once = write.call(KEY)
    expected = stage.kinds()
    stage.reset(ready)
    answers = together(write, stage.tables, number)
    assert stage.kinds() == expected
    assert {answer.status for answer in answers} == {once.status}
    assert len({answer.text for answer in answers}) == 1
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers].count("true") == number - 1


@pytest.mark.parametrize("number", range(3, 20))
def test_however_many_call_at_once_one_task_is_made(stage: Stage, number: int) -> None:
    write = effect(stage.scene, ROUTES["createTask"])
    before = stage.kinds()
    answers = together(write, stage.tables, number)
    assert (stage.kinds() - before)["task"] == 1
    assert {answer.status for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize("route", [r for r in WRITES if "body" in r.signature.parameters], ids=lambda r: r.operation)
def test_a_key_is_good_for_one_body(stage: Stage, route: Route) -> None:
    write = effect(stage.scene, route)
    write.call(KEY)
    after = stage.kinds()
    operation = document()["paths"][route.path][route.method.lower()]
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schema = document()["components"]["schemas"][reference.rsplit("/", 1)[-1]]
    refused = write.call(KEY, body=another(write.body, schema))
    assert (refused.status, refused.json["code"]) == (422, "idempotency_key_reused"), refused.text
    assert stage.kinds() == after


@every_write
def test_a_key_is_good_for_one_operation(stage: Stage, route: Route) -> None:
    write = effect(stage.scene, route)
    others = FOR_ANYBODY if route.public else FOR_MEMBERS
    for other in (ROUTES[name] for name in others if name != route.operation):
        Effect(stage.scene, other, write.by, stage.scene.body(other)).call(KEY)
    after = stage.kinds()
    refused = write.call(KEY)
    assert (refused.status, refused.json["code"]) == (422, "idempotency_key_reused"), refused.text
    assert stage.kinds() == after


@pytest.mark.parametrize("route", [r for r in WRITES if r.secret_response], ids=lambda r: r.operation)
def test_a_stored_answer_does_not_show_its_credential(stage: Stage, route: Route) -> None:
    write = effect(stage.scene, route)
    answer = write.call(KEY).json
    secrets = given_away(answer)
    assert secrets
    records = [item for item in stage.stored() if item.kind in ("idempotency", "global_idempotency")]
    assert records
    stored = " ".join(f"{item.key} {item.doc}" for item in stage.stored())
    for secret in secrets:
        assert piece_of(secret, stored) is None
    assert write.call(KEY).json == answer
