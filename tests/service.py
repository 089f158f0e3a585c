"""The whole service in one process: routes, authorizer, relay and consumers over in-memory tables.

Requests take the way they take on AWS: the authorizer turns the token into a principal, the route's
own pipeline answers a REST event, and `deliver` carries committed events through the relay's
envelope to every consumer that subscribed, by the same declarations that make the bus rules.
"""

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from onetick.identity import passwords
from onetick.identity.signing_keys import new_signing_key
from onetick.kernel import registry
from onetick.kernel.adapters import mail, secrets
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.adapters.memory_objects import MemoryObjects
from onetick.kernel.delivery.receiving import STORED
from onetick.kernel.entry import Authorizer, Entry, Route
from onetick.kernel.ids import new_ulid
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.kernel.table import Tables
from onetick.kernel.triggers import Consumer, Receiver

PASSWORD = "correct horse battery staple"
TEST_SECRETS = {
    "archive-key": "test-archive-key",
    "cursor-key": "test-cursor-key",
    "link-key": "test-link-key",
    "signing-keys": new_signing_key(),
    "signing-keys@AWSPREVIOUS": new_signing_key(),
}


DEPLOYED_HASHING = passwords._means
"""How passwords are hashed: with 20 ms of CPU each. Most tests make do with less (`conftest`)."""


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def advance(self, **by: float) -> None:
        """Move forward by a `timedelta` of these parts."""
        self.offset += timedelta(**by)

    def go_back(self, moment: datetime) -> None:
        """Make it this moment again, for a test that goes back to what was stored then."""
        self.offset = moment - datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        """The parsed body."""
        return json.loads(self.text)

    def expect(self, status: int) -> Any:
        """The parsed body of an answer that must have this status."""
        assert self.status == status, f"{self.status} instead of {status}: {self.text}"
        return json.loads(self.text) if self.text else None


@dataclass
class Service:
    """See the module."""

    tables: Tables
    clock: Clock
    mails: list[mail.Mail]
    objects: MemoryObjects = field(default_factory=lambda: MemoryObjects(time.time))
    _authorizer: Authorizer = field(init=False)
    _routes: list[tuple[Route, re.Pattern[str]]] = field(init=False)
    _delivered: int = 0
    _told: int = 0

    def __post_init__(self) -> None:
        self._routes = [(route, _pattern(route.path)) for route in registry.routes()]
        self._routes.sort(key=lambda pair: pair[0].path.count("{"))
        self._authorizer = next(entry for entry in registry.entries() if isinstance(entry, Authorizer))

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        raw: str | None = None,
        source_ip: str = "192.0.2.1",
    ) -> Answer:
        """One request; `path` may hold a query, `raw` replaces the JSON body."""
        arrived = self.gateway(method, path, body, token=token, headers=headers, raw=raw, source_ip=source_ip)
        if isinstance(arrived, Answer):
            return arrived
        route, event = arrived
        answer = route(event, None)
        return Answer(answer["statusCode"], answer["headers"], answer["body"])

    def gateway(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        raw: str | None = None,
        source_ip: str = "192.0.2.1",
    ) -> tuple[Route, dict[str, Any]] | Answer:
        """What the gateway makes of a request: a route and the event for it, or the gateway's own answer."""
        parts = urlsplit(path)
        found = self._find(method, parts.path)
        if found is None:
            return Answer(403, {}, '{"message":"Missing Authentication Token"}')
        route, path_parameters = found
        text = raw if raw is not None else json.dumps(body) if body is not None else None
        sent = {"Content-Type": "application/json", **(headers or {})}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        query: dict[str, list[str]] = {}
        for name, value in parse_qsl(parts.query, keep_blank_values=True):
            query.setdefault(name, []).append(value)
        event: dict[str, Any] = {
            "httpMethod": method,
            "path": parts.path,
            "resource": route.path,
            "headers": sent,
            "multiValueHeaders": {name: [value] for name, value in sent.items()},
            "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
            "multiValueQueryStringParameters": query or None,
            "pathParameters": path_parameters or None,
            "requestContext": {"identity": {"sourceIp": source_ip}, "requestId": new_ulid()},
            "body": text,
            "isBase64Encoded": False,
        }
        if not route.public:
            context = self._authorize(event)
            if context is None:
                # What the gateway itself answers (its response templates are tested with the deployed stack).
                known = {"type": "/docs/problems#unauthenticated", "code": "unauthenticated", "status": 401}
                problem = {**known, "title": "Sign in first", "detail": "Sign in first", "correlation_id": "-"}
                return Answer(401, {"Content-Type": "application/problem+json"}, json.dumps(problem))
            event["requestContext"]["authorizer"] = context
        return route, event

    def person(self, name: str = "Ann", *, email: str | None = None) -> "Person":
        """Somebody who signed up and is signed in."""
        address = email or f"{name.lower()}.{new_ulid().lower()}@example.com"
        body = {"email": address, "password": PASSWORD, "name": name}
        signed_up = self.call("POST", "/v1/auth/signup", body, source_ip=_some_ip()).expect(201)
        return Person(self, address, signed_up["user"]["id"], signed_up["access_token"], signed_up["refresh_token"])

    def deliver(self, *, times: int = 1, rounds: int = 10) -> int:
        """Carry every committed event to its consumers, and what those emit in turn; how many were carried.

        `times` delivers each message that often: the result must be the same.
        """
        carried = 0
        for _ in range(rounds):
            batch = self._pending_events()
            if not batch and not self._tell_of_files(times):
                return carried
            for cloudevent in batch:
                for consumer in _consumers():
                    if consumer.takes(cloudevent):
                        envelope = {"detail-type": cloudevent["type"], "source": "onetick", "detail": cloudevent}
                        self._hand_over(consumer, envelope, times)
            carried += len(batch)
        return carried

    def events(self) -> list[dict[str, Any]]:
        """Every event committed so far, in order."""
        assert isinstance(self.tables, MemoryTables)
        return [json.loads(item.doc)["cloudevent"] for item in self.tables.stream()]

    def count_as_delivered(self) -> None:
        """Take every event committed so far for delivered."""
        assert isinstance(self.tables, MemoryTables)
        self._delivered = len(self.tables.stream())

    def _pending_events(self) -> list[dict[str, Any]]:
        assert isinstance(self.tables, MemoryTables)
        pending = self.tables.stream()[self._delivered :]
        self._delivered += len(pending)
        return [json.loads(item.doc)["cloudevent"] for item in pending]

    def _tell_of_files(self, times: int) -> int:
        """What S3 tells of files that were stored since the last time; how many of them concern somebody."""
        told, self._told = self.objects.told[self._told :], len(self.objects.told)
        carried = 0
        for key in told:
            for receiver in (entry for entry in registry.entries() if isinstance(entry, Receiver)):
                if key.startswith(f"{receiver.folder}/"):
                    self.announce(receiver, STORED, {"object": {"key": key}}, times=times)
                    carried += 1
        return carried

    def announce(self, receiver: Receiver, kind: str, detail: dict[str, Any], *, times: int = 1) -> None:
        """Something that AWS says on the account's own bus."""
        self._hand_over(receiver, {"id": new_ulid(), "detail-type": kind, "detail": detail}, times)

    def _hand_over(self, consumer: Consumer, event: dict[str, Any], times: int) -> None:
        for _ in range(times):
            record = {"messageId": new_ulid(), "body": json.dumps(event), "attributes": {}}
            answer = consumer({"Records": [record]}, None)
            assert answer == {"batchItemFailures": []}, f"{consumer.name} failed on {event['detail-type']}"

    def _find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        for route, pattern in self._routes:
            match = pattern.fullmatch(path)
            if match and route.method == method:
                return route, {name: unquote(value) for name, value in match.groupdict().items()}
        return None

    def _authorize(self, event: dict[str, Any]) -> dict[str, str] | None:
        """The authorizer's context; None where the gateway would answer 401."""
        if "Authorization" not in event["headers"]:
            return None
        arn = "arn:aws:execute-api:eu-central-1:123456789012:api/live/" + event["httpMethod"] + event["path"]
        try:
            answer = self._authorizer({**event, "type": "REQUEST", "methodArn": arn}, None)
        except Exception as error:
            assert str(error) == "Unauthorized", error
            return None
        assert answer["policyDocument"]["Statement"][0]["Effect"] == "Allow"
        context: dict[str, str] = answer["context"]
        return context


@dataclass
class Person:
    """Somebody with a token; `at` switches it to an organization."""

    service: Service
    email: str
    id: str
    token: str
    refresh: str = ""

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        """A request of theirs."""
        return self.service.call(method, path, body, token=self.token, **more)

    def get(self, path: str, **more: Any) -> Answer:
        return self.call("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.call("POST", path, body, **more)

    def put(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.call("PUT", path, body, **more)

    def patch(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.call("PATCH", path, body, **more)

    def delete(self, path: str, **more: Any) -> Answer:
        return self.call("DELETE", path, **more)

    def at(self, organization_id: str) -> "Person":
        """The same person with a token for an organization they belong to."""
        body = {"grant_type": "refresh_token", "refresh_token": self.refresh, "organization_id": organization_id}
        renewed = self.service.call("POST", "/v1/auth/token", body, source_ip=_some_ip()).expect(200)
        self.token, self.refresh = renewed["access_token"], renewed["refresh_token"]
        return self


@dataclass
class Team:
    """An organization with a workspace, and its owner."""

    owner: Person
    organization_id: str
    workspace_id: str

    @property
    def w(self) -> str:
        """The workspace's path."""
        return f"/v1/workspaces/{self.workspace_id}"

    @property
    def o(self) -> str:
        """The organization's path."""
        return f"/v1/organizations/{self.organization_id}"

    def sign_in_again(self) -> None:
        """Renew the owner's token, after so long that the old one is of no use."""
        body = {"grant_type": "password", "email": self.owner.email, "password": PASSWORD}
        body["organization_id"] = self.organization_id
        self.owner.token = self.owner.service.call("POST", "/v1/auth/token", body).expect(200)["access_token"]

    def join(self, name: str = "Ben", role: str = "member") -> Person:
        """Somebody new, invited to the workspace by mail and now a member."""
        person = self.owner.service.person(name)
        self.owner.post(f"{self.w}/invitations", {"email": person.email, "role": role}).expect(201)
        self.owner.service.deliver()
        mails = [mail.text for mail in self.owner.service.mails if mail.to == person.email]
        token = next(invitation_token(text) for text in reversed(mails) if "/invitations/" in text)
        person.post(f"/v1/invitations/{token}/accept").expect(200)
        return person.at(self.organization_id)

    def project(self, name: str = "Launch", key: str = "LAU", **more: Any) -> dict[str, Any]:
        """A project of the owner's."""
        made: dict[str, Any] = self.owner.post(f"{self.w}/projects", {"name": name, "key": key, **more}).expect(201)
        return made

    def task(self, project: Mapping[str, Any], title: str = "Write it down", **more: Any) -> dict[str, Any]:
        """A task of the owner's."""
        body = {"project_id": project["id"], "title": title, **more}
        made: dict[str, Any] = self.owner.post(f"{self.w}/tasks", body).expect(201)
        return made


def a_team(service: Service, owner: str = "Ann", name: str = "Acme") -> Team:
    """A new organization with one workspace."""
    person = service.person(owner)
    organization = person.post("/v1/organizations", {"name": name}).expect(201)
    person.at(organization["id"])
    workspace = person.post(f"/v1/organizations/{organization['id']}/workspaces", {"name": "Main"}).expect(201)
    return Team(person, organization["id"], workspace["id"])


def invitation_token(text: str) -> str:
    """The token in the link of an invitation mail."""
    match = re.search(r"/invitations/([A-Za-z0-9_.-]+)", text)
    assert match, text
    return match[1]


@contextmanager
def running(tables: Tables | None = None) -> Iterator[Service]:
    """A service for one test."""
    clock = Clock()
    chosen = tables or MemoryTables(clock=lambda: clock().timestamp())
    with ExitStack() as stack:
        objects = MemoryObjects(clock=lambda: clock().timestamp())
        stack.enter_context(use(Runtime(chosen, Limiter(chosen), clock, lambda: objects)))
        stack.enter_context(secrets.use(TEST_SECRETS))
        mails = stack.enter_context(mail.collected())
        yield Service(chosen, clock, mails, objects)


def _consumers() -> list[Consumer]:
    return [entry for entry in registry.entries() if isinstance(entry, Consumer)]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path)))


def _some_ip() -> str:
    """A new address each time, so that sign-in limits per address do not couple tests."""
    number = int(new_ulid()[-4:], 36) % 65536
    return f"198.18.{number // 256}.{number % 256}"


def entry_named(name: str) -> Entry:
    """The entry with this Lambda name."""
    return next(entry for entry in registry.entries() if entry.name == name)
