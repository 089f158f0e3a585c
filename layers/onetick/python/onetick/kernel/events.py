"""Events: the vocabulary of what happened, and the record that one write leaves.

An event type is declared by the area it belongs to:

    TASK_MOVED = EventType("task.moved", Task, TaskView.of, context=TaskMoved)

A use case emits it through the unit of work, which stores an `EventRecord` in the same transaction
as the change. That record is the activity entry, the audit record and the outbox row at once: the
stream relays its `cloudevent` to the bus, and keeps its `audit` part to itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .entity import Entity, entity
from .ids import OrgId
from .table import Index, TableName

if TYPE_CHECKING:
    from pydantic import BaseModel

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Who did it, how they were let in, and from where. Never leaves the tenant's table by the bus."""

    actor_id: str
    actor_type: str
    method: str
    credential: str
    decision: str
    reason: str
    operation: str
    outcome: str = "success"
    source_ip: str | None = None
    user_agent: str | None = None
    idempotency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Which state a commit left of the thing that its event is about, and when; `Work.before` finds the one before.

    The thing lies in the event's partition, under the sort key `sk`.
    """

    kind: str
    sk: str
    version: int
    at: str


@entity(
    "event",
    pk="{partition:key}",
    sk="event#{id}",
    index={
        Index.GSI1: ("{org_id}#events#{stream}", "{id}"),
        Index.GSI2: ("{org_id}#about#{about}", "{id}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord(Entity):
    """One event in a tenant's table, in the partition of the thing it happened to.

    `stream` is the workspace it belongs to, or `org`. `cloudevent` is the public envelope; neither
    `audit` nor `left` is published. `about` is the thing it happened to, where that shares its partition
    with others: so that what is told of it can be found.
    """

    org_id: OrgId
    stream: str
    partition: str
    id: str
    type: str
    cloudevent: dict[str, Any]
    audit: Audit
    left: Left | None = None
    about: str | None = None


@entity("global_event", table=TableName.GLOBAL, pk="{partition:key}", sk="event#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalEventRecord(Entity):
    """One event of an account, outside any tenant."""

    partition: str
    id: str
    type: str
    cloudevent: dict[str, Any]
    audit: Audit


EVENT_KINDS = (EventRecord.kind.name, GlobalEventRecord.kind.name)
"""The item kinds that the stream filter lets through to the relay."""


class EventType(Generic[E]):
    """A kind of event: its name, the entity it happens to, the public view of it, and its context.

    `name` is `<noun>.<past participle>`; the wire type is `onetick.<name>.v<version>`. `context` is
    a dataclass of what the state does not say (`from`, `to`). The view is what every subscriber
    sees: it holds no secret.
    """

    def __init__(
        self,
        name: str,
        cls: type[E],
        view: "Callable[[E], BaseModel]",
        *,
        context: type[Any] | None = None,
        version: int = 1,
    ) -> None:
        if name in event_types:
            raise TypeError(f"the event type {name!r} is declared twice")
        self.name, self.cls, self.view, self.context, self.version = name, cls, view, context, version
        event_types[name] = self

    @property
    def wire_type(self) -> str:
        """The CloudEvents `type`."""
        return f"onetick.{self.name}.v{self.version}"

    @property
    def aggregate(self) -> str:
        """The noun of the thing it happens to, such as `task`."""
        return self.name.partition(".")[0]

    def __repr__(self) -> str:
        return f"EventType({self.name!r})"


event_types: dict[str, EventType[Any]] = {}
"""Every declared event type by name, for schemas, the catalogue and subscriptions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emitted:
    """An event waiting in the unit of work for its commit."""

    type: EventType[Any]
    entity: Entity
    before: Entity | None
    context: Mapping[str, Any] = field(default_factory=dict)
