"""The Chalice flavour answers as the service does: routes, authorizer, consumers and the relay, over moto's tables."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from chalice.test import Client, HTTPResponse
from moto import mock_aws

from onetick.kernel import registry
from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.entry import Authorizer, Route
from onetick.kernel.settings import settings
from onetick.kernel.triggers import Consumer, Maintenance, Rotation, Schedule, Stream
from tests.botocore_transport import BotocoreTransport
from tests.meta.templates import ROOT
from tests.service import PASSWORD, running
from tests.template_tables import create_tables

ENTRIES = registry.entries()


@pytest.fixture
def client() -> Iterator[Client]:
    """The Chalice application in this process; an unknown stage keeps Chalice from changing the environment."""
    from app import app

    with mock_aws():
        transport = BotocoreTransport("eu-central-1")
        create_tables(transport, settings().prefix)
        with running(DynamoTables(settings(), transport)):
            yield Client(app, stage_name="test", project_dir=str(ROOT))


def send(client: Client, method: str, path: str, body: Any = None, token: str | None = None) -> HTTPResponse:
    """One request, as JSON."""
    headers = {"Content-Type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    return client.http.request(method, path, headers=headers, body=b"" if body is None else json.dumps(body).encode())


def signed_up(client: Client, name: str = "Ann") -> Any:
    """What signing up answers."""
    person = {"email": f"{name.lower()}@example.com", "password": PASSWORD, "name": name}
    answer = send(client, "POST", "/v1/auth/signup", person)
    assert answer.status_code == 201, answer.body
    return answer.json_body


def founded(client: Client) -> tuple[str, str]:
    """A token in a new organization, and the path of a workspace there."""
    person = signed_up(client)
    made = send(client, "POST", "/v1/organizations", {"name": "Acme"}, person["access_token"])
    assert made.status_code == 201, made.body
    organization = made.json_body["id"]
    switch = {"grant_type": "refresh_token", "refresh_token": person["refresh_token"], "organization_id": organization}
    token = send(client, "POST", "/v1/auth/token", switch).json_body["access_token"]
    path = f"/v1/organizations/{organization}/workspaces"
    workspace = send(client, "POST", path, {"name": "Launch"}, token).json_body["id"]
    return token, f"/v1/workspaces/{workspace}"


def test_it_has_every_entry() -> None:
    from app import app

    served = {(method, path) for path, methods in app.routes.items() for method in methods}
    assert served == {(entry.method, entry.path) for entry in ENTRIES if isinstance(entry, Route)}
    others = {entry.name for entry in ENTRIES if isinstance(entry, (Consumer, Stream, Schedule, Rotation, Maintenance))}
    assert {handler.name for handler in app.pure_lambda_functions} | {
        config.name for config in app.event_sources
    } == others
    assert [config.name for config in app.builtin_auth_handlers] == [
        entry.name for entry in ENTRIES if isinstance(entry, Authorizer)
    ]


def test_what_is_public_needs_no_token(client: Client) -> None:
    answer = send(client, "GET", "/.well-known/jwks.json")
    assert answer.status_code == 200
    assert len(answer.json_body["keys"]) == 2


def test_somebody_signs_up_and_makes_an_organization_a_workspace_and_a_project(client: Client) -> None:
    token, workspace = founded(client)
    made = send(client, "POST", f"{workspace}/projects", {"name": "Launch", "key": "LAU"}, token)
    assert made.status_code == 201, made.body
    read = send(client, "GET", f"{workspace}/projects/{made.json_body['id']}", token=token)
    assert read.json_body["name"] == "Launch"
    assert read.headers["ETag"] == '"v1"'
    listed = send(client, "GET", f"{workspace}/projects?limit=10", token=token)
    assert [project["key"] for project in listed.json_body["data"]] == ["LAU"]


def test_a_forged_and_a_missing_token_are_refused(client: Client) -> None:
    forged = send(client, "GET", "/v1/me", token="forged")
    assert forged.status_code == 401
    assert forged.headers["Content-Type"] == "application/problem+json"
    assert json.loads(forged.body)["code"] == "unauthenticated"
    assert send(client, "GET", "/v1/me").status_code == 401


def test_another_tenant_s_workspace_is_not_found(client: Client) -> None:
    _, workspace = founded(client)
    stranger = signed_up(client, "Ben")["access_token"]
    answer = send(client, "GET", workspace, token=stranger)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[]", b"", b'{"email": 1}'])
def test_a_body_that_is_no_sign_up_is_refused_with_a_problem(client: Client, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = client.http.request("POST", "/v1/auth/signup", headers=headers, body=body)
    assert answer.status_code == 400
    assert answer.json_body["code"] == "validation_failed"


def test_path_parameters_are_decoded_and_only_the_route_s_own(client: Client) -> None:
    from app import rest_event

    [route] = [entry for entry in ENTRIES if entry.operation == "getWorkspace"]
    assert isinstance(route, Route)
    event = {
        "requestContext": {"httpMethod": "GET", "resourcePath": route.path, "path": "/v1/workspaces/a%20b"},
        "headers": {},
        "pathParameters": {"workspace_id": "a%20b", "left_by_another": "x"},
        "multiValueQueryStringParameters": {"limit": ["1", "2"]},
        "body": None,
    }
    made = rest_event(event, route)
    assert made["pathParameters"] == {"workspace_id": "a b"}
    assert made["queryStringParameters"] == {"limit": "2"}
    complete = {**event, "httpMethod": "GET"}
    assert rest_event(complete, route) == complete


def test_a_consumer_reports_only_what_failed(client: Client) -> None:
    consumer = next(entry for entry in ENTRIES if isinstance(entry, Consumer))
    event = client.events.generate_sqs_event(["no event at all"])
    event["Records"][0]["messageId"] = "bad"
    answer = client.lambda_.invoke(consumer.name, event).payload
    assert answer == {"batchItemFailures": [{"itemIdentifier": "bad"}]}


def test_the_relay_is_invoked_with_a_stream_s_batch() -> None:
    from app import app

    [relay] = [entry for entry in ENTRIES if isinstance(entry, Stream)]
    context = SimpleNamespace(invoked_function_arn=f"arn:aws:lambda:eu-central-1:123456789012:function:{relay.name}")
    assert app.handler_map[relay.name]({"Records": []}, context) == {"batchItemFailures": []}


def test_requests_at_once_do_not_see_each_other(client: Client) -> None:
    people = [signed_up(client, name) for name in ("Ann", "Ben", "Cleo", "Dan")]

    def who(index: int) -> tuple[str, str]:
        person = people[index % len(people)]
        return person["user"]["id"], send(client, "GET", "/v1/me", token=person["access_token"]).json_body["id"]

    # Chalice's test client exchanges the environment in each request; one object for all is what a server has.
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(8) as pool:
        patch.setattr(type(client.http), "_patched_env_vars", _unchanged)
        answers = list(pool.map(who, range(80)))
    assert all(asked == answered for asked, answered in answers)


@contextmanager
def _unchanged(*_: Any) -> Iterator[None]:
    yield
