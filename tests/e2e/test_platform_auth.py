"""With IAM enforced, every function runs from its own archive under its own role."""

from collections.abc import Iterator

import pytest

from infra.local.platform import Platform, start

from .platform import TRIAL, call, eventually


@pytest.fixture(scope="module")
def guarded() -> Iterator[Platform]:
    with start(template=TRIAL, auth=True) as running:
        yield running


def test_a_function_may_do_what_its_role_says(guarded: Platform) -> None:
    made = call(guarded.url, "/v1/things", method="POST", body={"id": "allowed"})
    assert made.status == 201
    read = call(guarded.url, "/v1/things/allowed")
    assert read.json["own"] == "get-thing"


def test_a_function_may_do_nothing_else(guarded: Platform) -> None:
    stolen = call(guarded.url, "/v1/stolen", method="POST", body={"id": "stolen"})
    assert stolen.status == 502
    assert b"AccessDenied" not in stolen.body
    assert call(guarded.url, "/v1/things/stolen").status == 404


def test_events_flow_between_functions_with_their_own_roles(guarded: Platform) -> None:
    call(guarded.url, "/v1/things", method="POST", body={"id": "counted"})
    assert eventually(lambda: call(guarded.url, "/v1/things/counted").json["arrivals"], 30) == 1


def test_the_rotation_runs_under_its_role(guarded: Platform) -> None:
    value = guarded.client("secretsmanager").get_secret_value(SecretId=f"{guarded.prefix}/signing")
    assert value["VersionId"] in value["SecretString"]


def test_there_is_no_pool(guarded: Platform) -> None:
    assert guarded.pool is None
    assert [child.name for child in guarded.children] == ["emulator"]
