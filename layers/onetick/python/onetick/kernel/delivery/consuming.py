"""Queue consumers: each message is one event of the bus, and takes effect exactly once in state."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .. import telemetry
from ..ids import OrgId, WorkspaceId, new_ulid
from ..performing import Cause, perform
from ..table import TableName
from ..triggers import Consumer

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An event as a subscriber receives it: the CloudEvents envelope, typed where the kernel needs it.

    `org_id` is empty for an event outside any tenant; those reach only consumers of the global table.
    """

    id: str
    type: str
    time: str
    org_id: OrgId
    workspace_id: WorkspaceId | None
    actor_id: str
    actor_type: str
    correlation_id: str
    traceparent: str | None
    aggregate_id: str
    aggregate_version: int
    resource: Mapping[str, Any]
    previous: Mapping[str, Any]
    changed: tuple[str, ...]
    context: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The event type's name, such as `task.moved`."""
        return self.type.removeprefix("onetick.").rpartition(".v")[0]

    @classmethod
    def of(cls, cloudevent: Mapping[str, Any]) -> "Occurrence":
        """Parse an envelope. Raises KeyError or TypeError for anything else: that is poison."""
        data = cloudevent["data"]
        return cls(
            id=cloudevent["id"],
            type=cloudevent["type"],
            time=cloudevent["time"],
            org_id=OrgId(cloudevent.get("tenantid", "")),
            workspace_id=WorkspaceId(cloudevent["workspaceid"]) if cloudevent.get("workspaceid") else None,
            actor_id=cloudevent["actorid"],
            actor_type=cloudevent["actortype"],
            correlation_id=cloudevent.get("correlationid") or new_ulid(),
            traceparent=cloudevent.get("traceparent"),
            aggregate_id=cloudevent["aggregateid"],
            aggregate_version=cloudevent["aggregateversion"],
            resource=data["resource"],
            previous=data["previous"],
            changed=tuple(data["changed"]),
            context=data["context"],
        )


def consume(consumer: Consumer, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Handle a batch; what failed is delivered again, and ends in the dead-letter queue if it never succeeds.

    In a FIFO queue, everything behind a failure of the same group waits with it.
    """
    failed: list[str] = []
    stuck: set[str] = set()
    for record in event["Records"]:
        group = record.get("attributes", {}).get("MessageGroupId", record["messageId"])
        if (consumer.fifo and group in stuck) or not _handle(consumer, record):
            failed.append(record["messageId"])
            stuck.add(group)
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


def _handle(consumer: Consumer, record: Record) -> bool:
    try:
        occurrence = Occurrence.of(json.loads(record["body"])["detail"])
        telemetry.begin(occurrence.correlation_id, operation=consumer.operation, org=occurrence.org_id)
        telemetry.logger.append_keys(event_id=occurrence.id, event_type=occurrence.type)
        perform(
            consumer,
            lambda work: consumer.function(work, occurrence),
            org_id=(occurrence.org_id or None) if TableName.TENANT in consumer.tables else None,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent
            ),
            once=occurrence.id,
        )
    except Exception:
        # Whatever went wrong, the message must not be acknowledged; the queue counts its deliveries.
        telemetry.logger.exception("message failed")
        return False
    telemetry.logger.info("message")
    return True
