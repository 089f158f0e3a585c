"""What each entry asks of AWS, recorded while the service runs in one process.

Tables are in memory; what a call of the port is as a request, the real adapter itself says, to a
transport that only listens. Every invocation finds a process that knows nothing: no leased rate
limit, no secret read before. So no entry lives on what another one asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import uuid4

import pytest

from onetick.identity.signing_keys import new_signing_key
from onetick.kernel import runtime
from onetick.kernel.adapters import aws, mail, secrets
from onetick.kernel.adapters.aws import AwsError
from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.entry import Entry, Route
from onetick.kernel.grants import erase_objects, read_objects, remove_objects, store_objects
from onetick.kernel.objects import ObjectKey
from onetick.kernel.requests import rate
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime
from onetick.kernel.settings import settings
from onetick.kernel.table import Item, Key, Position, Query, TableName, Tables, Window, Write
from onetick.kernel.triggers import Consumer, Receiver, Worker
from tests.service import TEST_SECRETS, Service, running

Body = dict[str, Any]
Note = Callable[[str, str, Body], None]
Used = Mapping[str, frozenset["Use"]]


class Use(NamedTuple):
    """One action on one resource, named as in a role: `dynamodb:PutItem` on `table/${Prefix}`."""

    action: str
    resource: str


def granted(entry: Entry) -> frozenset[Use]:
    """What an entry's declaration lets it do."""
    return frozenset(
        Use(f"{grant.service}:{action}", resource)
        for grant in entry.all_grants()
        for action in grant.actions
        for resource in grant.resources
    )


def uses_of(service: str, operation: str, body: Body) -> Iterator[Use]:
    """What a role must allow for a request."""
    match service, operation:
        case "dynamodb", "BatchGetItem":
            yield from (Use("dynamodb:BatchGetItem", f"table/{_named(name)}") for name in body["RequestItems"])
        case "dynamodb", "TransactWriteItems":
            for item in body["TransactItems"]:
                [(kind, request)] = item.items()
                yield Use(f"dynamodb:{kind}Item", f"table/{_named(request['TableName'])}")
        case "dynamodb", _:
            index = f"/index/{body['IndexName']}" if "IndexName" in body else ""
            yield Use(f"dynamodb:{operation}", f"table/{_named(body['TableName'])}{index}")
        case "secretsmanager", _:
            yield Use(f"secretsmanager:{operation}", f"secret:{_named(body['SecretId'])}-*")
        case "events", _:
            yield from (
                Use(f"events:{operation}", f"event-bus/{_named(one['EventBusName'])}") for one in body["Entries"]
            )
        case "sqs", _:
            yield Use(f"sqs:{operation}", _named(body["QueueUrl"].rpartition("/")[2]))
        case "ses", _:
            yield Use("ses:SendEmail", "identity/*")


def _named(name: str) -> str:
    return name.replace(settings().prefix, "${Prefix}")


class Spy:
    """Notes what is asked for, and by which entry."""

    def __init__(self) -> None:
        self._used: dict[str, set[Use]] = defaultdict(set)
        self._running: list[str] = []

    @property
    def used(self) -> Used:
        """What each entry used so far, by its name."""
        return {name: frozenset(uses) for name, uses in self._used.items()}

    def note(self, service: str, operation: str, body: Body) -> None:
        """A request of the entry that runs now; what the test itself asks for is nobody's."""
        if self._running:
            self._used[self._running[-1]].update(uses_of(service, operation, body))

    def _note_use(self, use: Use) -> None:
        if self._running:
            self._used[self._running[-1]].add(use)

    @contextmanager
    def watch(self, entry: Entry) -> Iterator[None]:
        """Run an entry in a process of its own."""
        now = runtime.runtime()
        tables = SpiedTables(now.tables, self.note) if not isinstance(now.tables, SpiedTables) else now.tables
        self._running.append(entry.name)
        try:
            objects = SpiedObjects(now.objects(), self._note_use)
            with runtime.use(Runtime(tables, Limiter(tables), now.clock, lambda: objects)):
                yield
        finally:
            self._running.pop()


class SpiedObjects:
    """The port to the bucket, with every call noted as the right that it needs."""

    _RIGHTS = MappingProxyType(
        {
            **dict.fromkeys(("download", "facts", "fetch", "read"), read_objects),
            **dict.fromkeys(("send", "upload", "write"), store_objects),
            "remove": remove_objects,
            "erase": erase_objects,
        }
    )

    def __init__(self, inner: Any, note: Callable[[Use], None]) -> None:
        self._inner: Any = inner._inner if isinstance(inner, SpiedObjects) else inner
        self._note = note

    def __getattr__(self, name: str) -> Any:
        act = getattr(self._inner, name)
        if name == "copy":
            return self._copied
        if name not in self._RIGHTS:
            return act

        def noted(key: ObjectKey, *args: Any, **more: Any) -> Any:
            grant = self._RIGHTS[name](key.folder)
            for used in (grant, *([read_objects(key.folder)] if name == "erase" else [])):
                self._note(Use(f"{used.service}:{used.actions[0]}", used.resources[0]))
            return act(key, *args, **more)

        return noted

    def _copied(self, source: ObjectKey, target: ObjectKey) -> None:
        for grant in (read_objects(source.folder), store_objects(target.folder)):
            self._note(Use(f"{grant.service}:{grant.actions[0]}", grant.resources[0]))
        self._inner.copy(source, target)


class _Asked(BaseException):
    """A request was noted, and goes no further."""


class SpiedTables:
    """The port, with every call noted as the request that it would be."""

    def __init__(self, inner: Tables, note: Note) -> None:
        self._inner, self._note = inner, note
        self._adapter = DynamoTables(settings(), self._ask)

    def get_many(self, keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        self._listen(lambda tables: tables.get_many(keys, consistent=consistent))
        return self._inner.get_many(keys, consistent=consistent)

    def query(self, query: Query) -> Window:
        self._listen(lambda tables: tables.query(query))
        return self._inner.query(query)

    def transact(self, writes: Sequence[Write], *, token: str | None = None) -> None:
        self._listen(lambda tables: tables.transact(writes, token=token))
        self._inner.transact(writes, token=token)

    def add(self, key: Key, amount: int) -> int:
        self._listen(lambda tables: tables.add(key, amount))
        return self._inner.add(key, amount)

    def spend(self, key: Key, *, tokens: int, capacity: int, per_second: float, now: float) -> float | None:
        amounts: Any = {"tokens": tokens, "capacity": capacity, "per_second": per_second, "now": now}
        self._listen(lambda tables: tables.spend(key, **amounts))
        return self._inner.spend(key, **amounts)

    def scan(self, table: TableName, *, segment: int, segments: int, start: Position | None, limit: int) -> Window:
        place: Any = {"segment": segment, "segments": segments, "start": start, "limit": limit}
        self._listen(lambda tables: tables.scan(table, **place))
        return self._inner.scan(table, **place)

    def _listen(self, act: Callable[[Tables], object]) -> None:
        try:
            act(self._adapter)
        except _Asked:
            return

    def _ask(self, operation: str, body: Body) -> Body:
        self._note("dynamodb", operation, body)
        raise _Asked


class SpiedSecrets(dict[str, str]):
    """The secrets of a test, with every look at one noted."""

    def __init__(self, note: Note) -> None:
        super().__init__(TEST_SECRETS)
        self._note = note

    def get(self, name: str, default: Any = None) -> Any:
        secret = f"{settings().prefix}/{name.partition('@')[0]}"
        self._note("secretsmanager", "GetSecretValue", {"SecretId": secret})
        return super().get(name, default)


class FakeServices:
    """The other services, as far as our functions use them: whatever they are asked is noted and done."""

    def __init__(self, note: Note, mails: list[mail.Mail]) -> None:
        self._note, self._mails = note, mails
        self.versions: dict[str, tuple[str, list[str]]] = {"old": (new_signing_key(), ["AWSCURRENT"])}
        """Of the one secret that is rotated: the text and the stages of each version."""

    def of(self, name: str) -> "FakeService":
        """Takes the place of `aws.service`."""
        return FakeService(self, name)

    def answer(self, service: str, operation: str, body: Body) -> Body:
        """The answer to a request."""
        self._note(service, operation, body)
        answers: Mapping[str, Callable[[Body], Body]] = {
            "DescribeSecret": self._describe,
            "GetSecretValue": lambda body: {"SecretString": self._version(body)[0]},
            "PutEvents": lambda body: {"Entries": [{"EventId": "e"} for _ in body["Entries"]]},
            "PutSecretValue": self._put,
            "SendEmail": self._send,
            "SendMessage": lambda body: {"MessageId": "m"},
            "UpdateSecretVersionStage": self._move,
        }
        return answers[operation](body)

    def _send(self, body: Body) -> Body:
        content = body["Content"]["Simple"]
        to, text = body["Destination"]["ToAddresses"][0], content["Body"]["Text"]["Data"]
        self._mails.append(mail.Mail(to=to, subject=content["Subject"]["Data"], text=text))
        return {"MessageId": "m"}

    def _describe(self, body: Body) -> Body:
        stages = {version: labels for version, (_, labels) in self.versions.items()}
        return {"RotationEnabled": True, "VersionIdsToStages": stages}

    def _put(self, body: Body) -> Body:
        self.versions[body["ClientRequestToken"]] = (body["SecretString"], body["VersionStages"])
        return {}

    def _move(self, body: Body) -> Body:
        for version, (_, labels) in self.versions.items():
            if version == body.get("RemoveFromVersionId"):
                labels.remove(body["VersionStage"])
            if version == body.get("MoveToVersionId"):
                labels.append(body["VersionStage"])
        return {}

    def _version(self, body: Body) -> tuple[str, list[str]]:
        stage, wanted = body.get("VersionStage"), body.get("VersionId")
        for version, (text, labels) in self.versions.items():
            if text and (wanted in (None, version)) and (stage is None or stage in labels):
                return text, labels
        raise AwsError("ResourceNotFoundException", "there is no such version", 400, {})


class FakeService:
    """A client of one of them."""

    def __init__(self, services: FakeServices, name: str) -> None:
        self._services, self._name = services, name

    def call(self, operation: str, body: Body) -> Body:
        return self._services.answer(self._name, operation, body)

    def post(self, path: str, body: Body) -> Body:
        assert path == "/v2/email/outbound-emails"
        return self._services.answer(self._name, "SendEmail", body)


@contextmanager
def spied() -> Iterator[tuple[Service, Spy, FakeServices]]:
    """The service with a spy at every entry."""
    spy = Spy()
    with running() as service, secrets.use(SpiedSecrets(spy.note)), pytest.MonkeyPatch.context() as patched:
        # What is watched is what calls need, not how many are allowed in a minute.
        for name, limit in rate.LIMITS.items():
            patched.setitem(rate.LIMITS, name, rate.Limit(limit.name, 1_000_000, limit.lease))
        services = FakeServices(spy.note, service.mails)
        patched.setattr(aws, "service", services.of)
        patched.setattr(mail, "_deliver", mail._through_ses)
        for kind in (Entry, Route, Consumer, Receiver, Worker):
            patched.setattr(kind, "__call__", _watched(kind.__call__, spy))
        yield service, spy, services


def _watched(call: Callable[[Any, Body, Any], Any], spy: Spy) -> Callable[[Any, Body, Any], Any]:
    def invoke(entry: Entry, event: Body, context: Any) -> Any:
        with spy.watch(entry):
            return call(entry, event, context)

    return invoke


def pending_version(services: FakeServices) -> str:
    """Begin a rotation, as Secrets Manager does; the version that is to become current."""
    version = str(uuid4())
    services.versions[version] = ("", ["AWSPENDING"])
    return version
