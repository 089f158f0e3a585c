"""Recording: from an emitted event to the item that is activity entry, audit record and outbox row at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .events import Audit, Emitted, EventRecord, GlobalEventRecord, Left
from .ids import OrgId, WorkspaceId, new_id, new_ulid
from .principal import Principal
from .table import TableName

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Where a piece of work comes from; it ends up in every event it emits.

    `change_set_id` names everything that the request changes, at whichever attempt and by whichever job.
    `part` counts the transactions before this one in it. `undoes` is the change set that it takes back.
    """

    operation: str
    correlation_id: str
    traceparent: str | None = None
    causation_id: str | None = None
    source_ip: str | None = None
    user_agent: str | None = None
    idempotency: str | None = None
    change_set_id: str = field(default_factory=lambda: new_id("chg"))
    part: int = 0
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """That somebody decided this may be done: by which policy, and why."""

    policy: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Who did what an event tells, when, where, and who let them."""

    principal: Principal
    request: Request
    decided: Decided
    now: datetime
    moment: str
    org_id: OrgId | None
    workspace_id: WorkspaceId | None

    @property
    def change_set_id(self) -> str | None:
        """The change set that events belong to here: what somebody does in a workspace has one."""
        recorded = self.org_id is not None and self.workspace_id is not None and self.principal.type != "system"
        return self.request.change_set_id if recorded else None


def record_of(emitted: Emitted, at: Circumstances) -> EventRecord | GlobalEventRecord:
    """The item of an event, in the partition of the thing it happened to."""
    entity, event_id = emitted.entity, new_ulid()
    cloudevent, audit = _cloudevent(emitted, event_id, at), _audit(at)
    key, name = entity.own_key, emitted.type.wire_type
    if entity.kind.table is TableName.GLOBAL:
        return GlobalEventRecord(partition=key.pk, id=event_id, type=name, cloudevent=cloudevent, audit=audit)
    assert at.org_id is not None
    aggregate = cloudevent["aggregateid"]
    return EventRecord(
        org_id=at.org_id,
        stream=cloudevent.get("workspaceid") or "org",
        partition=key.pk,
        id=event_id,
        type=name,
        cloudevent=cloudevent,
        audit=audit,
        left=Left(kind=entity.kind.name, sk=key.sk, version=entity.version, at=at.moment),
        about=aggregate if aggregate and not key.pk.endswith(f"#{aggregate}") else None,
    )


def difference(emitted: Emitted) -> list[dict[str, Any]]:
    """What an event says that changed: each field, from what, to what."""
    data = _data(emitted)
    return [
        {"field": name, "from": data["previous"][name], "to": data["resource"].get(name)} for name in data["changed"]
    ]


def rfc3339(moment: datetime) -> str:
    """A moment as every part of the API writes it: UTC, milliseconds, `Z`."""
    text = moment.isoformat(timespec="milliseconds")
    if not text.endswith("+00:00"):
        text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text[:-6] + "Z"


def _audit(at: Circumstances) -> Audit:
    return Audit(
        actor_id=at.principal.id,
        actor_type=at.principal.type,
        method=at.principal.method,
        credential=at.principal.credential,
        decision=at.decided.policy,
        reason=at.decided.reason,
        operation=at.request.operation,
        source_ip=at.request.source_ip,
        user_agent=at.request.user_agent,
        idempotency=at.request.idempotency,
    )


def _cloudevent(emitted: Emitted, event_id: str, at: Circumstances) -> dict[str, Any]:
    entity, kind = emitted.entity, emitted.type
    # What is somebody's own belongs to no tenant, whichever their token is for; unless it names one itself.
    tenant = at.org_id if entity.kind.table is TableName.TENANT else getattr(entity, "org_id", None)
    aggregate = str(getattr(entity, "id", None) or getattr(entity, "principal_id", ""))
    envelope = {
        "specversion": "1.0",
        "id": event_id,
        "type": kind.wire_type,
        "source": f"/v1/organizations/{tenant}" if tenant else "/v1/auth",
        "subject": f"{kind.aggregate}/{aggregate}",
        "time": rfc3339(at.now),
        "datacontenttype": "application/json",
        "dataschema": f"/v1/event-schemas/{kind.wire_type}/{kind.version}",
        "tenantid": tenant,
        "workspaceid": getattr(entity, "workspace_id", None) or at.workspace_id,
        "aggregateid": aggregate,
        "aggregateversion": entity.version,
        "actorid": at.principal.id,
        "actortype": at.principal.type,
        "correlationid": at.request.correlation_id,
        "causationid": at.request.causation_id,
        "traceparent": at.request.traceparent,
        "changesetid": at.change_set_id if entity.kind.table is TableName.TENANT else None,
        "data": _data(emitted),
    }
    return {name: value for name, value in envelope.items() if value is not None}


def _data(emitted: Emitted) -> dict[str, Any]:
    view = emitted.type.view
    shown = view(emitted.entity)
    resource = shown.model_dump(mode="json")
    previous = _previous(view(emitted.before), shown, resource) if emitted.before is not None else {}
    return {
        "resource": resource,
        "previous": previous,
        "changed": list(previous),
        "context": {name.rstrip("_"): _plain(value) for name, value in emitted.context.items()},
    }


def _previous(before: "BaseModel", after: "BaseModel", resource: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were otherwise before, by name; `version` and `updated_at` are not news."""
    now = vars(after)
    different = {name for name, value in vars(before).items() if value != now[name]} - {"version", "updated_at"}
    # What is the same need not be written out. What is computed may follow from anything.
    was = before.model_dump(mode="json", include=different | type(before).model_computed_fields.keys())
    return {name: was[name] for name in sorted(was) if was[name] != resource[name]}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, (tuple, set, frozenset)):
        return [_plain(part) for part in value]
    return value
