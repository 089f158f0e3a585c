"""Work without a request: consumers, schedules and jobs act through the same unit of work.

`once` names the effect. A marker with that name is stored in the transaction of the effect, so that
a duplicate, a redelivery after a crash, or a second worker finds it and does nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from .access import Standing
from .entity import Entity, entity
from .events import EventType
from .grants import Grant
from .ids import OrgId, WorkspaceId
from .principal import SYSTEM, Principal
from .recording import Decided, Request
from .runtime import runtime
from .table import TableName
from .unit.allowance import Allowance
from .work import Lost, Work, pause_before

T = TypeVar("T")


class Acting(Protocol):
    """An entry that acts on its own: a consumer, a schedule, a job."""

    @property
    def operation(self) -> str: ...
    @property
    def emits(self) -> tuple[EventType[Any], ...]: ...
    @property
    def derives(self) -> bool: ...
    def all_grants(self) -> tuple[Grant, ...]: ...


MARKER_SECONDS = 35 * 24 * 3600
MAX_ATTEMPTS = 8


@entity("done", pk="{org_id}#done#{operation}", sk="{name}", forgets="It only says that something happened.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Entity):
    """That an effect has happened; kept for longer than anything can be delivered again."""

    org_id: OrgId
    operation: str
    name: str
    expires: int


@entity("global_done", table=TableName.GLOBAL, pk="done#{operation}", sk="{name}")
@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalDone(Entity):
    """That an effect outside any tenant has happened."""

    operation: str
    name: str
    expires: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What made the work happen, for the events it emits."""

    correlation_id: str
    event_id: str | None = None
    traceparent: str | None = None


def perform(
    entry: Acting,
    act: Callable[[Work], T],
    *,
    org_id: OrgId | None,
    workspace_id: WorkspaceId | None = None,
    cause: Cause,
    once: str | None = None,
) -> T | None:
    """Run `act` as the system and commit it; None when `once` says that it is done already.

    Raises Lost when it kept losing against concurrent commits: deliver it again.
    """
    allowance = Allowance.of(entry, derives=entry.derives)
    request = Request(
        operation=entry.operation,
        correlation_id=cause.correlation_id,
        traceparent=cause.traceparent,
        causation_id=cause.event_id,
    )
    for attempt in range(1, MAX_ATTEMPTS + 1):
        work = Work(
            tables=runtime().tables,
            principal=Principal(id=SYSTEM, type="system", org=org_id, method="internal"),
            request=request,
            allowance=allowance,
            org_id=org_id,
            workspace_id=workspace_id,
            now=runtime().clock(),
            attempt=attempt,
            decided=Decided(policy="system", reason=f"{entry.operation} follows {cause.event_id or 'the clock'}"),
        )
        work.standing = Standing(principal=work.principal)
        marker = _marker(work, entry.operation, once) if once else None
        if marker is not None and work.find(type(marker), marker.own_key) is not None:
            return None
        result = act(work)
        try:
            work.commit(*([marker] if marker is not None else []))
        except Lost:
            pause_before(attempt)
            continue
        return result
    raise Lost(f"{entry.operation} kept losing against concurrent commits")


def _marker(work: Work, operation: str, name: str) -> Done | GlobalDone:
    expires = int(work.now.timestamp()) + MARKER_SECONDS
    if work.org_id is None:
        return GlobalDone(operation=operation, name=name, expires=expires)
    return Done(org_id=work.org_id, operation=operation, name=name, expires=expires)
