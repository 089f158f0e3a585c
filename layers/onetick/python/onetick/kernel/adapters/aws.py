"""Requests to AWS services over one kept connection each, signed by us.

The SDK costs 300 ms of CPU to import and more than a millisecond a call; the five services we call
speak JSON over HTTP, so this module is all that is needed (docs/decisions/0004). Lambda runs one
request at a time; where threads exist, each has its own connections.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from .credentials import Credentials, source
from .signing import sign

if TYPE_CHECKING:
    from http.client import HTTPConnection
    from ssl import SSLContext

CONNECT_SECONDS = 1.0
READ_SECONDS = 5.0
ATTEMPTS = 3
_BACKOFF_SECONDS = 0.05

Body = dict[str, Any]
ServiceName = Literal["dynamodb", "events", "sqs", "secretsmanager", "ses"]

_THROTTLED = frozenset(
    {
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)


class AwsError(Exception):
    """A service refused a request, or could not be reached.

    `code` is the service's own, or `ConnectionError` or `TimeoutError`; `status` the HTTP status,
    or 0 without an answer; `body` the parsed answer.
    """

    def __init__(self, code: str, message: str, status: int, body: Body) -> None:
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.status, self.body = code, message, status, body

    @property
    def may_pass(self) -> bool:
        """Whether the same request may succeed in a moment."""
        return self.status >= 500 or self.code in _THROTTLED or self.code == "ConnectionError"


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a service is addressed. `target` begins X-Amz-Target; a service without one is REST."""

    host: str
    content_type: str
    variable: str
    target: str = ""


_PROTOCOLS: Mapping[ServiceName, Protocol] = {
    "dynamodb": Protocol("dynamodb", "application/x-amz-json-1.0", "DYNAMODB", "DynamoDB_20120810"),
    "events": Protocol("events", "application/x-amz-json-1.1", "EVENTBRIDGE", "AWSEvents"),
    "sqs": Protocol("sqs", "application/x-amz-json-1.0", "SQS", "AmazonSQS"),
    "secretsmanager": Protocol("secretsmanager", "application/x-amz-json-1.1", "SECRETS_MANAGER", "secretsmanager"),
    "ses": Protocol("email", "application/json", "SESV2"),
}


class Service:
    """A client of one AWS service in one region.

    It is reached at the address of AWS_ENDPOINT_URL_<SERVICE> or AWS_ENDPOINT_URL where one is set.
    """

    def __init__(
        self,
        name: ServiceName,
        *,
        region: str,
        endpoint: str | None = None,
        credentials: Callable[[], Credentials] = source.get,
        connect: "Callable[[str, SSLContext | None], HTTPConnection] | None" = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._name, self._region, self._protocol = name, region, _PROTOCOLS[name]
        url = urlsplit(endpoint or _endpoint(self._protocol, region))
        self._host, self._path = url.netloc, url.path.rstrip("/")
        # Built here, so that a SnapStart function has read the authorities before its snapshot.
        self._tls = _tls() if url.scheme == "https" else None
        self._credentials, self._connect, self._clock, self._sleep = credentials, connect or _connect, clock, sleep
        self._local = threading.local()

    def call(self, operation: str, body: Body) -> Body:
        """Carry out an operation of a JSON service. Raises AwsError."""
        headers = {"Content-Type": self._protocol.content_type, "X-Amz-Target": f"{self._protocol.target}.{operation}"}
        return self._send("POST", "/", headers, body)

    def post(self, path: str, body: Body) -> Body:
        """POST to a REST service. Raises AwsError."""
        return self._send("POST", path, {"Content-Type": self._protocol.content_type}, body)

    def close(self) -> None:
        """Close this thread's connection; the next call opens another."""
        self._local.kept = None

    def _send(self, method: str, path: str, headers: dict[str, str], body: Body) -> Body:
        # Rust's encoder: a transaction of 100 items takes it a third of the time.
        from pydantic_core import to_json

        data = to_json(body)
        path = self._path + path
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt(method, path, headers, data)
            except AwsError as error:
                if attempt == ATTEMPTS or not error.may_pass:
                    raise
            self._sleep(jitter(_BACKOFF_SECONDS * 2**attempt))
        raise AssertionError("unreachable")

    def _attempt(self, method: str, path: str, headers: dict[str, str], data: bytes) -> Body:
        signed = sign(
            method,
            self._host,
            path,
            headers,
            data,
            credentials=self._credentials(),
            region=self._region,
            service=self._name,
            now=self._clock(),
        )
        status, error_type, answer = self._exchange(method, path, signed, data)
        if status < 300:
            return _document(answer)
        raise _error(status, error_type, answer)

    def _exchange(self, method: str, path: str, headers: dict[str, str], data: bytes) -> tuple[int, str | None, bytes]:
        """One request: the answer's status, error type and body. A closed connection is replaced at once."""
        from http.client import HTTPException

        kept: _Kept | None = getattr(self._local, "kept", None)
        candidates = (kept.connection, None) if kept else (None,)
        for candidate in candidates:
            try:
                connection = candidate or self._opened()
                connection.request(method, path, data, headers)
                answer = connection.getresponse()
                return answer.status, answer.getheader("x-amzn-errortype"), answer.read()
            except TimeoutError as error:
                self.close()
                raise AwsError("TimeoutError", f"{self._host} did not answer in time", 0, {}) from error
            except (OSError, HTTPException) as error:
                self.close()
                if candidate is not None:
                    continue
                raise AwsError("ConnectionError", f"{self._host}: {error!r}", 0, {}) from error
        raise AssertionError("unreachable")

    def _opened(self) -> "HTTPConnection":
        connection = self._connect(self._host, self._tls)
        self._local.kept = _Kept(connection)
        return connection


class _Kept:
    """A thread's connection; closed when it is replaced, or with its thread."""

    def __init__(self, connection: "HTTPConnection") -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


@cache
def service(name: ServiceName) -> Service:
    """This process's client of a service."""
    return Service(name, region=os.environ.get("AWS_REGION", "eu-central-1"))


def call(name: ServiceName, operation: str, body: Body) -> Body:
    """Carry out an operation of a JSON service. Raises AwsError."""
    return service(name).call(operation, body)


def put_events(entries: Sequence[Body]) -> list[str | None]:
    """Put at most 10 entries on a bus: the error code of each that was refused, None for each accepted."""
    answer = call("events", "PutEvents", {"Entries": list(entries)})
    return [entry.get("ErrorCode") for entry in answer["Entries"]]


def send_message(queue_url: str, text: str, *, group: str | None = None, deduplication: str | None = None) -> str:
    """Send to a queue; `group` and `deduplication` are for FIFO queues. Returns the message id."""
    body: Body = {"QueueUrl": queue_url, "MessageBody": text}
    if group is not None:
        body["MessageGroupId"] = group
    if deduplication is not None:
        body["MessageDeduplicationId"] = deduplication
    identifier: str = call("sqs", "SendMessage", body)["MessageId"]
    return identifier


def send_message_batch(queue_url: str, texts: Sequence[str]) -> list[str | None]:
    """Send at most 10 messages: the error code of each that was refused, None for each accepted."""
    entries = [{"Id": str(place), "MessageBody": text} for place, text in enumerate(texts)]
    answer = call("sqs", "SendMessageBatch", {"QueueUrl": queue_url, "Entries": entries})
    failed = {entry["Id"]: entry["Code"] for entry in answer.get("Failed") or ()}
    return [failed.get(entry["Id"]) for entry in entries]


def get_secret_value(secret: str, *, stage: str | None = None, version: str | None = None) -> str:
    """The text of a secret: of a version, of a stage, or the current one."""
    body = {"SecretId": secret, "VersionStage": stage, "VersionId": version}
    answer = call("secretsmanager", "GetSecretValue", {name: value for name, value in body.items() if value})
    text: str = answer["SecretString"]
    return text


def put_secret_value(secret: str, text: str, *, version: str, stages: Sequence[str]) -> None:
    """Store a version of a secret under stages; harmless when repeated with the same version and text."""
    body = {"SecretId": secret, "SecretString": text, "ClientRequestToken": version, "VersionStages": list(stages)}
    call("secretsmanager", "PutSecretValue", body)


def describe_secret(secret: str) -> Body:
    """What is known of a secret: `VersionIdsToStages` says which version has which stages."""
    return call("secretsmanager", "DescribeSecret", {"SecretId": secret})


def update_secret_version_stage(secret: str, stage: str, *, to: str | None, of: str | None) -> None:
    """Move a stage to the version `to` (None: take it away), from the version `of` that has it (None when none has)."""
    body = {"SecretId": secret, "VersionStage": stage}
    if to is not None:
        body["MoveToVersionId"] = to
    if of is not None:
        body["RemoveFromVersionId"] = of
    call("secretsmanager", "UpdateSecretVersionStage", body)


def send_email(sender: str, to: str, subject: str, text: str, *, html: str | None = None) -> str:
    """Send a mail through SES. Returns the message id."""
    parts = {"Text": {"Data": text, "Charset": "UTF-8"}}
    if html is not None:
        parts["Html"] = {"Data": html, "Charset": "UTF-8"}
    body = {
        "FromEmailAddress": sender,
        "Destination": {"ToAddresses": [to]},
        "Content": {"Simple": {"Subject": {"Data": subject, "Charset": "UTF-8"}, "Body": parts}},
    }
    identifier: str = service("ses").post("/v2/email/outbound-emails", body)["MessageId"]
    return identifier


def jitter(seconds: float) -> float:
    """A random part of a pause. From the system: functions restored from one snapshot share the state of `random`."""
    return seconds * int.from_bytes(os.urandom(4), "big") / 2**32


def _endpoint(protocol: Protocol, region: str) -> str:
    env = os.environ
    given = env.get(f"AWS_ENDPOINT_URL_{protocol.variable}") or env.get("AWS_ENDPOINT_URL")
    return given or f"https://{protocol.host}.{region}.amazonaws.com"


def _connect(host: str, tls: "SSLContext | None") -> "HTTPConnection":
    from http.client import HTTPConnection, HTTPSConnection

    if tls is None:
        connection = HTTPConnection(host, timeout=CONNECT_SECONDS)
    else:
        connection = HTTPSConnection(host, timeout=CONNECT_SECONDS, context=tls)
    try:
        connection.connect()
    except OSError as error:
        connection.close()
        # Nothing was sent, so unlike a late answer it is safe to try again: never a TimeoutError.
        raise ConnectionError(f"no connection: {error!r}") from error
    connection.sock.settimeout(READ_SECONDS)
    # One that the server closed is replaced here, never opened again behind our back with a connection's patience.
    connection.auto_open = 0
    return connection


@cache
def _tls() -> "SSLContext":
    from ssl import create_default_context

    return create_default_context()


def _document(data: bytes) -> Body:
    # Rust's parser: a page of 50 rows takes it two thirds of the time.
    from pydantic_core import from_json

    document = from_json(data) if data else {}
    return document if isinstance(document, dict) else {}


def _error(status: int, error_type: str | None, data: bytes) -> AwsError:
    """The error an answer speaks of; a proxy's page in place of JSON is told by its status alone."""
    try:
        body = _document(data)
    except ValueError:
        body = {}
    name = body.get("__type") or error_type or f"Http{status}"
    code = str(name).partition(":")[0].rpartition("#")[2]
    message = body.get("message") or body.get("Message") or f"status {status}"
    return AwsError(code, str(message), status, body)
