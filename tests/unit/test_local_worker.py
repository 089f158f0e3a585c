"""A worker gives a function what Lambda gives it."""

import email
import json
import os
import sys
import time
import types
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path
from typing import Any

import pytest

from infra.local.worker import Functions

RECORD = {
    "one": {
        "handler": "worker_probe.seen",
        "environment": {"SHARED": "1", "ONLY_ONE": "x"},
        "memory": 512,
        "timeout": 3,
    },
    "two": {"handler": "worker_probe.seen", "environment": {"SHARED": "2"}, "memory": 128, "timeout": 3},
    "bad": {"handler": "worker_probe.fails", "environment": {}, "memory": 128, "timeout": 3},
}


@pytest.fixture
def functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Functions]:
    probe = types.ModuleType("worker_probe")
    seen: Any = lambda event, context: {"event": event, "context": context, "environment": dict(os.environ)}  # noqa: E731

    def fails(event: Any, context: Any) -> None:
        raise ValueError("no")

    probe.seen, probe.fails = seen, fails  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "worker_probe", probe)
    record = tmp_path / "functions.json"
    record.write_text(json.dumps(RECORD))
    before = dict(os.environ)
    yield Functions(record)
    os.environ.clear()
    os.environ.update(before)


def headers(name: str, **more: str) -> HTTPMessage:
    message = email.message_from_string("", HTTPMessage)
    given = {
        "Function-Name": name,
        "Function-Version": "7",
        "Function-Arn": f"arn:aws:lambda:eu-central-1:000000000000:function:{name}:7",
        "Request-Id": "r-1",
        "Deadline-Ms": str(int((time.time() + 3) * 1000)),
    }
    for key, value in given.items():
        message[f"X-Amzn-Lambda-{key}"] = value
    for key, value in more.items():
        message[key.replace("_", "-")] = value
    return message


def test_a_handler_gets_its_event_and_its_context(functions: Functions) -> None:
    answer = functions.invoke(headers("one"), {"a": 1})
    context = answer["context"]
    assert answer["event"] == {"a": 1}
    assert (context.function_name, context.function_version, context.aws_request_id) == ("one", "7", "r-1")
    assert context.memory_limit_in_mb == 512
    assert context.invoked_function_arn.endswith(":function:one:7")
    assert 2000 < context.get_remaining_time_in_millis() <= 3000


def test_each_invocation_has_its_own_functions_environment_and_no_others(functions: Functions) -> None:
    first = functions.invoke(headers("one"), {})["environment"]
    second = functions.invoke(headers("two"), {})["environment"]
    assert (first["SHARED"], first["ONLY_ONE"], first["AWS_LAMBDA_FUNCTION_NAME"]) == ("1", "x", "one")
    assert (second["SHARED"], second["AWS_LAMBDA_FUNCTION_NAME"]) == ("2", "two")
    assert "ONLY_ONE" not in second


def test_the_trace_is_handed_on_and_forgotten(functions: Functions) -> None:
    traced = functions.invoke(headers("one", X_Amzn_Trace_Id="Root=1-2-3"), {})["environment"]
    assert traced["_X_AMZN_TRACE_ID"] == "Root=1-2-3"
    assert "_X_AMZN_TRACE_ID" not in functions.invoke(headers("one"), {})["environment"]


def test_an_exception_of_the_handler_is_raised(functions: Functions) -> None:
    with pytest.raises(ValueError, match="no"):
        functions.invoke(headers("bad"), {})


def test_a_function_that_was_deployed_later_is_found(functions: Functions, tmp_path: Path) -> None:
    functions.invoke(headers("one"), {})
    record = {**RECORD, "three": RECORD["two"]}
    (tmp_path / "functions.json").write_text(json.dumps(record))
    assert functions.invoke(headers("three"), {})["environment"]["SHARED"] == "2"
