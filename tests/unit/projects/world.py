"""A workspace with people in it, stored directly, and their requests to the routes of projects."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from functions.projects import create_project
from onetick.kernel.access import OrgGrants, WorkspaceAccess, WorkspaceGrants
from onetick.kernel.access.facts import WorkspaceRole
from onetick.kernel.adapters import secrets
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entity import Entity
from onetick.kernel.entry import Route
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId, new_id
from onetick.kernel.principal import Principal
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.kernel.table import Delete, Put, Write
from tests.service import Answer, Clock

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Caller:
    """A member of the workspace, with a token."""

    world: "World"
    id: PrincipalId
    scopes: frozenset[str] = frozenset({"*"})

    def call(
        self, route: Route, body: Any = None, *, query: str = "", headers: Mapping[str, str] | None = None, **path: str
    ) -> Answer:
        """One request to a route; `path` are its path parameters beside the workspace."""
        return self.world.call(route, self, body, query=query, headers=headers or {}, path=path)


@dataclass(slots=True)
class World:
    """See the module."""

    tables: MemoryTables
    clock: Clock
    org_id: OrgId
    workspace_id: WorkspaceId

    def joined(self, name: str, role: WorkspaceRole = "member", **grants: Any) -> Caller:
        """Somebody who is a member of the workspace from now on."""
        person = PrincipalId(new_id("usr"))
        place: dict[str, Any] = {"org_id": self.org_id, "principal_id": person, "joined_at": SINCE, "name": name}
        self.store(OrgGrants(**place, roles=("member",)))
        self.store(WorkspaceGrants(**place, workspace_id=self.workspace_id, role=role, **grants))
        return Caller(self, person)

    def store(self, entity: Entity) -> None:
        """Put an entity in place, as if it had always been there."""
        self.tables.transact([Put(entity.kind.to_item(entity, version=1), None)])

    def drop(self, cls: type[Any], **parts: object) -> None:
        """Take what is stored under a key away."""
        self.tables.transact([Delete(cls.key(org_id=self.org_id, **parts), None)])

    def another_workspace(self) -> "World":
        """Another workspace of the same organization."""
        other = World(self.tables, self.clock, self.org_id, WorkspaceId(new_id("wsp")))
        other.store(WorkspaceAccess(org_id=other.org_id, workspace_id=other.workspace_id))
        return other

    def find(self, cls: type[Any], **parts: object) -> Any:
        """What is stored under a key, or None."""
        key = cls.key(org_id=self.org_id, **parts)
        item = self.tables.get_many([key]).get(key)
        return cls.kind.from_item(item) if item else None

    def events(self) -> list[dict[str, Any]]:
        """The events so far, oldest first."""
        return [json.loads(item.doc)["cloudevent"] for item in self.tables.stream("event")]

    def call(
        self, route: Route, caller: Caller, body: Any, *, query: str, headers: Mapping[str, str], path: dict[str, str]
    ) -> Answer:
        """One request."""
        principal = Principal(id=caller.id, org=self.org_id, scopes=caller.scopes)
        pairs = [pair.partition("=") for pair in query.split("&") if pair]
        event = {
            "path": route.path,
            "pathParameters": {"workspace_id": self.workspace_id, **path},
            "queryStringParameters": {name: value for name, _, value in pairs} or None,
            "headers": {"content-type": "application/json", **headers},
            "requestContext": {"authorizer": principal.to_context(), "identity": {"sourceIp": "192.0.2.1"}},
            "body": None if body is None else json.dumps(body),
        }
        answer = route(event, None)
        return Answer(answer["statusCode"], answer["headers"], answer["body"])

    def project(self, caller: Caller, key: str = "WEB", **more: Any) -> dict[str, Any]:
        """A new project of somebody's."""
        answer = caller.call(create_project.handler, {"name": "Website", "key": key, **more})
        made: dict[str, Any] = answer.expect(201)
        return made

    @contextmanager
    def overtaken(self, act: Callable[[], object]) -> Iterator[None]:
        """Within this, something else is done, once, just before the first commit."""
        transact, acted = self.tables.transact, False

        def late(writes: Sequence[Write], *, token: str | None = None) -> None:
            nonlocal acted
            if not acted:
                acted = True
                act()
            transact(writes, token=token)

        self.tables.transact = late  # type: ignore[method-assign]
        try:
            yield
        finally:
            self.tables.transact = transact  # type: ignore[method-assign]


@contextmanager
def a_world() -> Iterator[World]:
    """An organization with an empty workspace."""
    clock = Clock()
    tables = MemoryTables(clock=lambda: clock().timestamp())
    with use(Runtime(tables, Limiter(tables), clock)), secrets.use({"cursor-key": "test"}):
        world = World(tables, clock, OrgId(new_id("org")), WorkspaceId(new_id("wsp")))
        world.store(WorkspaceAccess(org_id=world.org_id, workspace_id=world.workspace_id))
        yield world
