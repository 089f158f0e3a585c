"""What every route promises, seen through a toy area."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from onetick.kernel.adapters import secrets
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import route
from onetick.kernel.events import EventRecord
from onetick.kernel.requests.rate import LIMITS, Limiter
from onetick.kernel.runtime import Runtime, use

from . import toys
from .toys import ANN, BEN, OTHER_ORG, call


@pytest.fixture(autouse=True)
def tables() -> Iterator[MemoryTables]:
    memory = MemoryTables()
    with use(Runtime(memory, Limiter(memory))), secrets.use({"cursor-key": "test"}):
        toys.settle()
        yield memory


def make(name: str = "first", **more: Any) -> dict[str, Any]:
    status, _, box = call(toys.make_box, body={"name": name}, **more)
    assert status == 201, box
    made: dict[str, Any] = box
    return made


def test_a_write_answers_with_the_resource_its_version_and_the_correlation_id() -> None:
    status, headers, box = call(toys.make_box, body={"name": "first"}, headers={"X-Correlation-Id": "abc-1"})
    assert (status, box["name"], headers["ETag"]) == (201, "first", '"v1"')
    assert headers["X-Correlation-Id"] == "abc-1"


def test_an_unsafe_correlation_id_is_replaced() -> None:
    _, headers, _ = call(toys.make_box, body={"name": "x"}, headers={"X-Correlation-Id": 'a"\n injected'})
    assert "injected" not in headers["X-Correlation-Id"]


def test_a_write_leaves_one_event_with_the_state_the_actor_and_the_reason(tables: MemoryTables) -> None:
    box = make(headers={"X-Correlation-Id": "why"})
    call(toys.rename_box, box_id=box["id"], body={"name": "second"})
    [made, renamed] = [EventRecord.kind.from_item(item) for item in tables.stream(EventRecord.kind.name)]
    assert made.cloudevent["type"] == "onetick.toy.made.v1"
    assert made.cloudevent["correlationid"] == "why"
    assert (made.audit.actor_id, made.audit.reason) == (ANN, "role")
    assert renamed.cloudevent["data"]["previous"] == {"name": "first"}
    assert renamed.cloudevent["data"]["changed"] == ["name"]
    assert (made.cloudevent["aggregateversion"], renamed.cloudevent["aggregateversion"]) == (1, 2)
    assert "192.0.2.7" not in json.dumps(made.cloudevent), "the address stays in the audit part"


def test_nobody_without_a_principal_gets_in() -> None:
    status, headers, problem = call(toys.read_box, by=None, box_id="box_1")
    assert (status, problem["code"]) == (401, "unauthenticated")
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["WWW-Authenticate"].startswith("Bearer")


def test_a_denial_names_the_permission_and_the_reason() -> None:
    box = make()
    status, _, problem = call(toys.rename_box, by=BEN, box_id=box["id"], body={"name": "x"})
    assert (status, problem["code"], problem["permission"]) == (403, "forbidden", "workspace:manage")
    assert problem["reason"] and problem["correlation_id"]


def test_another_tenants_workspace_reads_like_one_that_does_not_exist() -> None:
    box = make()
    foreign = call(toys.read_box, org=OTHER_ORG, box_id=box["id"])
    absent = call(toys.read_box, workspace_id="wsp_none", box_id=box["id"])
    assert foreign[0] == absent[0] == 404
    assert {**foreign[2], "correlation_id": ""} == {**absent[2], "correlation_id": ""}


@pytest.mark.parametrize("name", ["a#b", "../x", "a b", "x" * 200, "%00"])
def test_a_path_that_no_identifier_can_have_finds_nothing(name: str) -> None:
    assert call(toys.read_box, box_id=name)[0] == 404


@pytest.mark.parametrize(
    ("raw", "status", "pointer"),
    [
        ("{", 400, ""),
        ("[]", 400, ""),
        ('{"name": 3}', 400, "/name"),
        ('{"name": ""}', 400, "/name"),
        ('{"name": "x", "nmae": "y"}', 400, "/nmae"),
        ('{"name": "x", "count": "3"}', 400, "/count"),
        ('{"name": "a\\u0000b"}', 400, None),
        ('{"name": "\\ud800"}', 400, ""),
        ("[" * 100_000, 400, ""),
        ('{"name": "' + "x" * 1_000_000 + '"}', 413, None),
    ],
)
def test_a_bad_body_is_a_clear_problem(raw: str, status: int, pointer: str | None) -> None:
    got, headers, problem = call(toys.make_box, raw=raw)
    assert got == status, problem
    assert headers["Content-Type"] == "application/problem+json"
    if pointer is not None:
        assert pointer in [fault["pointer"] for fault in problem["errors"]]


def test_a_body_that_is_not_json_is_refused() -> None:
    assert call(toys.make_box, raw="name=x", headers={"content-type": "text/plain"})[0] == 415


def test_an_unknown_query_parameter_is_named_with_the_nearest() -> None:
    status, _, problem = call(toys.list_boxes, query={"limt": "5"})
    assert (status, problem["errors"][0]["code"]) == (400, "unknown_field")


def test_an_unexpected_error_says_only_the_correlation_id() -> None:
    @route("GET", "/v1/broken", can="org:view", endpoint="A")
    def broken() -> None:
        """Break."""
        raise RuntimeError("the password is hunter2")

    status, headers, problem = call(broken)
    assert status == 500
    assert problem["correlation_id"] == headers["X-Correlation-Id"]
    assert "hunter2" not in json.dumps(problem)


def test_if_match_refuses_an_older_version_and_names_the_current() -> None:
    box = make()
    call(toys.rename_box, box_id=box["id"], body={"name": "second"})
    status, _, problem = call(toys.rename_box, box_id=box["id"], body={"name": "third"}, headers={"If-Match": '"v1"'})
    assert (status, problem["code"], problem["current_version"]) == (412, "version_mismatch", 2)
    assert call(toys.rename_box, box_id=box["id"], body={"name": "third"}, headers={"If-Match": '"v2"'})[0] == 200


def test_if_none_match_saves_the_body() -> None:
    box = make()
    status, headers, body = call(toys.read_box, box_id=box["id"], headers={"If-None-Match": '"v1"'})
    assert (status, headers["ETag"], body) == (304, '"v1"', None)


def test_a_list_that_did_not_change_is_not_sent_again() -> None:
    make()
    seen = call(toys.list_boxes)
    tag = seen[1]["ETag"]
    assert tag.startswith('W/"')
    status, headers, body = call(toys.list_boxes, headers={"If-None-Match": tag})
    assert (status, headers["ETag"], body) == (304, tag, None)
    make()
    again = call(toys.list_boxes, headers={"If-None-Match": tag})
    assert (again[0], len(again[2]["data"])) == (200, len(seen[2]["data"]) + 1)


def test_one_key_has_one_effect_and_one_answer(tables: MemoryTables) -> None:
    key = {"Idempotency-Key": "k1"}
    first = call(toys.make_box, body={"name": "only"}, headers=key)
    again = call(toys.make_box, body={"name": "only"}, headers=key)
    assert first[2] == again[2] and again[1]["Idempotent-Replayed"] == "true"
    assert len(tables.stream(EventRecord.kind.name)) == 1
    assert call(toys.make_box, body={"name": "other"}, headers=key)[2]["code"] == "idempotency_key_reused"
    assert call(toys.make_box, by=BEN, body={"name": "other"}, headers=key)[0] == 201, "keys are one's own"


@pytest.mark.parametrize("calls", [2, 20])
def test_concurrent_calls_with_one_key_have_one_effect(tables: MemoryTables, calls: int) -> None:
    def once(_: int) -> Any:
        return call(toys.make_box, body={"name": "only"}, headers={"Idempotency-Key": "k"})[2]

    with ThreadPoolExecutor(calls) as pool:
        bodies = list(pool.map(once, range(calls)))
    assert all(body == bodies[0] for body in bodies)
    assert len(tables.stream(EventRecord.kind.name)) == 1


def test_concurrent_changes_are_never_lost(tables: MemoryTables) -> None:
    box = make()

    def rename(number: int) -> int:
        return call(toys.rename_box, box_id=box["id"], body={"name": f"name {number}"})[0]

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(rename, range(8)))
    won = statuses.count(200)
    assert set(statuses) <= {200, 409}
    assert call(toys.read_box, box_id=box["id"])[2]["version"] == 1 + won


def test_dry_run_says_what_would_happen_and_writes_nothing(tables: MemoryTables) -> None:
    status, _, preview = call(toys.make_box, body={"name": "maybe"}, query={"dry_run": "true"})
    assert (status, preview["change_set"][0]["event"]) == (200, "onetick.toy.made.v1")
    assert tables.stream(EventRecord.kind.name) == []


def test_a_write_without_an_event_cannot_commit(tables: MemoryTables) -> None:
    assert call(toys.make_silently)[0] == 500
    assert call(toys.read_box, box_id="box_silent")[0] == 404


def test_another_tenants_partition_cannot_be_reached() -> None:
    assert call(toys.reach_elsewhere)[0] == 500


def test_pages_walk_the_whole_list_and_cursors_fit_only_their_list() -> None:
    made = [make(f"box {number}")["id"] for number in range(7)]
    seen, query = [], {"limit": "3"}
    while True:
        status, _, page = call(toys.list_boxes, query=query)
        assert status == 200
        seen += [box["id"] for box in page["data"]]
        if not page["page"]["has_more"]:
            break
        query = {"limit": "3", "cursor": page["page"]["next_cursor"]}
    assert seen == made
    stolen = {"limit": "3", "cursor": query["cursor"]}
    assert call(toys.list_boxes, by=BEN, query=stolen)[2]["code"] == "cursor_mismatch"
    assert call(toys.list_boxes, query={"cursor": query["cursor"][:-2] + "AA"})[2]["code"] == "cursor_mismatch"
    assert call(toys.list_boxes, query={"cursor": "%%%"})[2]["code"] == "cursor_mismatch"


def test_too_many_requests_are_told_when_to_come_back() -> None:
    quota = LIMITS["C"].quota
    statuses = [call(toys.make_box, by=BEN, body={"name": "x"})[0] for _ in range(quota + 20)]
    assert statuses.count(429) >= 1 and statuses[:quota] == [201] * quota
    status, headers, problem = call(toys.make_box, by=BEN, body={"name": "x"})
    assert status == 429 and int(headers["Retry-After"]) >= 1 and problem["limit_scope"] == "write"
    assert call(toys.make_box, body={"name": "x"})[0] == 201, "others are not affected"
    assert call(toys.list_boxes, by=BEN)[0] == 200, "reading is counted apart"
