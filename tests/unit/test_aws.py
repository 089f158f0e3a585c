"""The client of AWS services: what it sends, when it tries again, what it makes of an error."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, RemoteDisconnected
from typing import Any, cast

import pytest

from onetick.kernel.adapters import aws
from onetick.kernel.adapters.aws import AwsError, Service
from onetick.kernel.adapters.credentials import Credentials

Answer = tuple[int, dict[str, Any] | bytes] | Exception


@dataclass
class Wire:
    """Answers requests from a script, over any number of connections."""

    script: list[Answer]
    requests: list[tuple[str, str, dict[str, str], Any]] = field(default_factory=list)
    connections: int = 0
    naps: list[float] = field(default_factory=list)
    error_type: str | None = None

    def connect(self, host: str, tls: object) -> HTTPConnection:
        self.connections += 1
        return cast("HTTPConnection", _Connection(self))

    def service(self, name: aws.ServiceName = "dynamodb", endpoint: str = "http://127.0.0.1:1") -> Service:
        return Service(
            name,
            region="eu-central-1",
            endpoint=endpoint,
            credentials=lambda: Credentials("key", "secret"),
            connect=self.connect,
            sleep=self.naps.append,
        )


@dataclass
class _Connection:
    wire: Wire
    answer: Answer = (0, {})

    def request(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
        self.wire.requests.append((method, path, headers, json.loads(body)))
        self.answer = self.wire.script.pop(0)

    def getresponse(self) -> "_Response":
        if isinstance(self.answer, Exception):
            raise self.answer
        status, body = self.answer
        return _Response(status, body if isinstance(body, bytes) else json.dumps(body).encode(), self.wire.error_type)

    def close(self) -> None:
        self.answer = OSError("closed")


@dataclass
class _Response:
    status: int
    body: bytes
    error_type: str | None

    def read(self) -> bytes:
        return self.body

    def getheader(self, name: str) -> str | None:
        return self.error_type if name == "x-amzn-errortype" else None


THROTTLED: Answer = (400, {"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "message": "slow"})


def test_a_call_names_its_target_and_is_signed() -> None:
    wire = Wire([(200, {"Item": {}})])
    assert wire.service().call("GetItem", {"Key": "schlüssel"}) == {"Item": {}}
    method, path, headers, body = wire.requests[0]
    assert (method, path, body) == ("POST", "/", {"Key": "schlüssel"})
    assert headers["X-Amz-Target"] == "DynamoDB_20120810.GetItem"
    assert headers["Content-Type"] == "application/x-amz-json-1.0"
    assert "/eu-central-1/dynamodb/aws4_request" in headers["Authorization"]


def test_an_endpoint_may_have_a_path() -> None:
    wire = Wire([(200, {})])
    wire.service(endpoint="http://127.0.0.1:1/aws/").call("GetItem", {})
    assert wire.requests[0][1] == "/aws/"


def test_one_connection_serves_many_calls() -> None:
    wire = Wire([(200, {}), (200, {}), (200, {})])
    service = wire.service()
    service.call("GetItem", {})
    service.call("GetItem", {})
    assert wire.connections == 1
    service.close()
    service.call("GetItem", {})
    assert wire.connections == 2


@pytest.mark.parametrize("passing", [THROTTLED, (500, {}), (503, b"<html>"), RemoteDisconnected("gone")])
def test_what_may_pass_is_tried_three_times(passing: Answer) -> None:
    wire = Wire([passing, passing, (200, {"ok": True})])
    assert wire.service().call("PutItem", {}) == {"ok": True}
    assert len(wire.naps) == 2
    wire = Wire([passing] * 3)
    with pytest.raises(AwsError):
        wire.service().call("PutItem", {})
    assert len(wire.requests) == 3


def test_pauses_are_random_and_bounded() -> None:
    naps = []
    for _ in range(50):
        wire = Wire([THROTTLED, THROTTLED, (200, {})])
        wire.service().call("PutItem", {})
        naps.append(wire.naps)
    assert all(0 <= first <= 0.1 and 0 <= second <= 0.2 for first, second in naps)
    assert len({first for first, _ in naps}) > 10


def test_a_kept_connection_that_was_closed_is_replaced_without_a_pause() -> None:
    wire = Wire([(200, {}), RemoteDisconnected("idle too long"), (200, {"ok": True})])
    service = wire.service()
    service.call("GetItem", {})
    assert service.call("GetItem", {}) == {"ok": True}
    assert (wire.connections, wire.naps) == (2, [])


def test_a_late_answer_is_not_asked_for_again() -> None:
    wire = Wire([TimeoutError("read")])
    with pytest.raises(AwsError) as late:
        wire.service().call("PutItem", {})
    assert (late.value.code, late.value.status) == ("TimeoutError", 0)
    assert len(wire.requests) == 1


def test_a_refusal_is_not_repeated_and_keeps_its_code_and_body() -> None:
    body = {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "Item": {"pk": {"S": "a"}}}
    wire = Wire([(400, {**body, "message": "no"})])
    with pytest.raises(AwsError) as refused:
        wire.service().call("PutItem", {})
    error = refused.value
    assert (error.code, error.message, error.status) == ("ConditionalCheckFailedException", "no", 400)
    assert error.body["Item"] == {"pk": {"S": "a"}}
    assert len(wire.requests) == 1


@pytest.mark.parametrize(
    ("header", "body", "code"),
    [
        ("MessageRejected:http://internal.amazon.com/", {"message": "no"}, "MessageRejected"),
        (None, {"__type": "NotFound"}, "NotFound"),
        (None, b"<html>nothing here</html>", "Http404"),
        (None, b"[]", "Http404"),
        (None, b"", "Http404"),
    ],
)
def test_an_error_is_named_by_whatever_names_it(header: str | None, body: Any, code: str) -> None:
    wire = Wire([(404, body)], error_type=header)
    with pytest.raises(AwsError) as refused:
        wire.service().call("Anything", {})
    assert refused.value.code == code


def test_endpoints_come_from_the_environment_and_then_from_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    def host(name: aws.ServiceName) -> str:
        seen = []

        def connect(host: str, tls: object) -> HTTPConnection:
            seen.append(f"{'https' if tls else 'http'}://{host}")
            return Wire([(200, {})]).connect(host, tls)

        keys = Credentials("key", "secret")
        Service(name, region="eu-west-1", credentials=lambda: keys, connect=connect).call("X", {})
        return seen[0]

    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    assert host("dynamodb") == "https://dynamodb.eu-west-1.amazonaws.com"
    assert host("ses") == "https://email.eu-west-1.amazonaws.com"
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
    monkeypatch.setenv("AWS_ENDPOINT_URL_EVENTBRIDGE", "http://127.0.0.1:9")
    assert host("dynamodb") == "http://127.0.0.1:4566"
    assert host("events") == "http://127.0.0.1:9"


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Wire]:
    """Puts a scripted service behind the module's functions."""

    def put(*script: Answer) -> Wire:
        wire = Wire(list(script))
        monkeypatch.setattr(aws, "service", wire.service)
        return wire

    return put


def test_events_that_were_refused_are_told_from_those_accepted(on: Callable[..., Wire]) -> None:
    wire = on((200, {"FailedEntryCount": 1, "Entries": [{"EventId": "1"}, {"ErrorCode": "InternalFailure"}]}))
    assert aws.put_events([{"Source": "a"}, {"Source": "b"}]) == [None, "InternalFailure"]
    assert wire.requests[0][3] == {"Entries": [{"Source": "a"}, {"Source": "b"}]}
    assert wire.requests[0][2]["X-Amz-Target"] == "AWSEvents.PutEvents"


def test_messages_that_were_refused_are_told_from_those_accepted(on: Callable[..., Wire]) -> None:
    wire = on((200, {"Successful": [{"Id": "1"}], "Failed": [{"Id": "0", "Code": "InternalError"}]}))
    assert aws.send_message_batch("https://queue", ["a", "b"]) == ["InternalError", None]
    assert [entry["MessageBody"] for entry in wire.requests[0][3]["Entries"]] == ["a", "b"]


def test_a_message_may_have_a_group(on: Callable[..., Wire]) -> None:
    wire = on((200, {"MessageId": "m1"}), (200, {"MessageId": "m2"}))
    assert aws.send_message("https://queue", "text") == "m1"
    assert aws.send_message("https://queue", "text", group="g", deduplication="d") == "m2"
    assert wire.requests[0][3] == {"QueueUrl": "https://queue", "MessageBody": "text"}
    assert wire.requests[1][3].items() >= {"MessageGroupId": "g", "MessageDeduplicationId": "d"}.items()


def test_a_mail_goes_to_the_rest_interface_in_utf_8(on: Callable[..., Wire]) -> None:
    wire = on((200, {"MessageId": "m1"}))
    assert aws.send_email("OneTick <a@example.com>", "b@example.com", "Grüße", "text", html="<p>text</p>") == "m1"
    method, path, headers, body = wire.requests[0]
    assert (method, path) == ("POST", "/v2/email/outbound-emails")
    assert "X-Amz-Target" not in headers
    assert body["Destination"] == {"ToAddresses": ["b@example.com"]}
    assert body["Content"]["Simple"]["Subject"] == {"Data": "Grüße", "Charset": "UTF-8"}
    assert set(body["Content"]["Simple"]["Body"]) == {"Text", "Html"}


def test_the_steps_of_a_rotation_are_what_secrets_manager_expects(on: Callable[..., Wire]) -> None:
    wire = on((200, {"VersionIdsToStages": {"v1": ["AWSCURRENT"]}}), (200, {}), (200, {}), (200, {}))
    assert aws.describe_secret("s")["VersionIdsToStages"] == {"v1": ["AWSCURRENT"]}
    aws.put_secret_value("s", "text", version="v2", stages=["AWSPENDING"])
    aws.update_secret_version_stage("s", "AWSCURRENT", to="v2", of="v1")
    aws.update_secret_version_stage("s", "AWSPENDING", to="v2", of=None)
    bodies = [body for *_, body in wire.requests]
    assert bodies[1]["ClientRequestToken"] == "v2"
    assert bodies[2]["RemoveFromVersionId"] == "v1"
    assert "RemoveFromVersionId" not in bodies[3]
