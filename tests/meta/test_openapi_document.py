"""The OpenAPI document is valid, complete, and says what the product promised."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import schemathesis
from jsonschema_rs import Draft202012Validator

from onetick.kernel import problems as vocabulary
from onetick.kernel import registry
from onetick.kernel.entry import Public, Route, Self

from .scene import document

DOCUMENT = document()
PROMISED = json.loads((Path(__file__).parent / "product_operations.json").read_text(encoding="utf-8"))
JSON, PROBLEM = "application/json", "application/problem+json"


class Operation(NamedTuple):
    """One operation of the document, and the route that it describes."""

    route: Route
    said: dict[str, Any]


OPERATIONS = [Operation(route, DOCUMENT["paths"][route.path][route.method.lower()]) for route in registry.routes()]
each = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.route.operation)


def resolved(node: Any) -> Any:
    """What a reference refers to."""
    while isinstance(node, dict) and "$ref" in node:
        target = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def faults(value: Any, schema: Any) -> list[str]:
    """What is wrong with a value by a schema of the document."""
    found = validator(json.dumps(schema)).iter_errors(value)
    return [f"{error.instance_path}: {error.message}" for error in found]


@cache
def validator(schema: str) -> Draft202012Validator:
    """What validates by a schema. It is given only what the schema leads to: to take all in takes 10 ms each time."""
    alone = json.loads(schema)
    return Draft202012Validator({**alone, "components": {"schemas": reached(alone)}}, validate_formats=True)


def reached(schema: Any) -> dict[str, Any]:
    """The schemas that a schema leads to, by their names."""
    found: dict[str, Any] = {}
    waiting = [schema]
    while waiting:
        for node in nodes(waiting.pop()):
            reference = node.get("$ref")
            if isinstance(reference, str) and (name := reference.removeprefix("#/components/schemas/")) not in found:
                found[name] = resolved(node)
                waiting.append(found[name])
    return found


def examples(shown: dict[str, Any]) -> list[Any]:
    """The examples of a parameter, a header or one type of content."""
    single = [shown["example"]] if "example" in shown else []
    return single + [example["value"] for example in shown.get("examples", {}).values()]


def contents(operation: Operation) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every body that the operation takes or gives: what it is, its type, and how it is described."""
    for kind, shown in operation.said.get("requestBody", {}).get("content", {}).items():
        yield "request", kind, shown
    for status, response in operation.said["responses"].items():
        for kind, shown in resolved(response).get("content", {}).items():
            yield status, kind, shown


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in a part of the document."""
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(part)


def test_the_document_is_openapi_3_1() -> None:
    schemathesis.openapi.from_dict(DOCUMENT).validate()
    assert DOCUMENT["openapi"].startswith("3.1.")


def test_every_reference_leads_somewhere() -> None:
    references = {node["$ref"] for node in nodes(DOCUMENT) if isinstance(node.get("$ref"), str)}
    assert references
    for reference in references:
        assert resolved({"$ref": reference}), reference


def test_every_component_is_used() -> None:
    used = {node["$ref"] for node in nodes(DOCUMENT) if isinstance(node.get("$ref"), str)}
    kinds = ("schemas", "parameters", "headers")
    defined = {f"#/components/{kind}/{name}" for kind in kinds for name in DOCUMENT["components"][kind]}
    assert defined <= used, sorted(defined - used)


@pytest.mark.parametrize("name", sorted(DOCUMENT["components"]["schemas"]))
def test_a_schema_is_described_and_its_examples_fit(name: str) -> None:
    schema = DOCUMENT["components"]["schemas"][name]
    assert schema.get("description"), "a class without a docstring"
    for part in nodes(schema):
        if isinstance(part.get("examples"), list):
            for example in part["examples"]:
                assert not faults(example, part), example


def test_operation_ids_are_unique() -> None:
    counted = Counter(operation.said["operationId"] for operation in OPERATIONS)
    assert counted.most_common(1)[0][1] == 1


@each
def test_an_operation_is_described(operation: Operation) -> None:
    said = operation.said
    assert said["operationId"] == operation.route.operation
    assert re.fullmatch(r"[A-Z].*[^.]", said["summary"]), said["summary"]
    assert operation.route.description, "a docstring of one line only"
    assert said["tags"] and set(said["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"]}


@each
def test_an_operation_says_who_may_call_it(operation: Operation) -> None:
    can, said = operation.route.can, operation.said
    match can:
        case Public():
            assert can.reason in said["description"] and said["security"] == []
        case Self():
            assert can.reason in said["description"] and said["security"] == [{"bearer": []}]
        case permission:
            assert f"`{permission}`" in said["description"] and said["security"] == [{"bearer": []}]
            assert said["x-onetick-permission"] == permission


@each
def test_every_body_has_an_example_that_fits(operation: Operation) -> None:
    for place, kind, shown in contents(operation):
        found = examples(shown)
        assert found, f"{place} has no example"
        for example in found:
            assert not faults(example, shown["schema"]), (place, kind, example)


@each
def test_every_parameter_of_the_path_is_declared_and_every_example_fits(operation: Operation) -> None:
    parameters = [resolved(parameter) for parameter in operation.said["parameters"]]
    places = [(parameter["in"], parameter["name"]) for parameter in parameters]
    assert len(places) == len(set(places))
    assert {name for place, name in places if place == "path"} == set(re.findall(r"\{(\w+)\}", operation.route.path))
    for parameter in parameters:
        assert parameter["description"], parameter["name"]
        for example in [*examples(parameter), *parameter["schema"].get("examples", ())]:
            assert not faults(example, parameter["schema"]), (parameter["name"], example)


@each
def test_every_problem_that_a_route_can_answer_is_documented(operation: Operation) -> None:
    route, responses = operation.route, operation.said["responses"]
    expected = {400, 500, 503} | {problem.status for problem in route.problems}
    expected |= set() if route.public else {401, 403, 429}
    expected |= {413, 415} if "body" in route.signature.parameters else set()
    expected |= {409, 422, 428} if route.writes else set()
    expected |= {412} if route.writes and route.about else set()
    assert {str(status) for status in expected} <= responses.keys()
    for problem in route.problems:
        assert problem.code in codes(resolved(responses[str(problem.status)]))


@each
def test_every_answer_carries_the_correlation_id_and_problems_say_their_codes(operation: Operation) -> None:
    for status, response in operation.said["responses"].items():
        assert "X-Correlation-Id" in resolved(response)["headers"], status
        if int(status) >= 400:
            found = codes(resolved(response))
            assert found and all(vocabulary.problems[code].status == int(status) for code in found)


def codes(response: dict[str, Any]) -> set[str]:
    """The codes that a problem's response shows."""
    return {example["code"] for example in examples(response["content"][PROBLEM])}


@pytest.mark.parametrize("promised", PROMISED, ids=lambda promised: promised["operation"])
def test_what_the_product_promised_is_there(promised: dict[str, Any]) -> None:
    found = [o.route for o in OPERATIONS if (o.route.method, o.route.path) == (promised["method"], promised["path"])]
    assert found, "no such route"
    [route] = found
    names: dict[type, str] = {Public: "public", Self: "self"}
    is_ = {
        "operation": route.operation,
        "permission": names.get(type(route.can), str(route.can)),
        "class": route.endpoint,
    }
    differs = dict(promised.get("differs", {}))
    assert not differs or differs.pop("reason"), "say why it differs"
    assert is_ == {name: differs.get(name, promised[name]) for name in is_}
    assert all(differs[name] != promised[name] for name in differs), "it does not differ any more"
