"""The relay: every committed event reaches the bus at least once.

A batch of stream records becomes calls of ten bus entries at most. What the bus refuses for now is
reported as failed from its first record on, so the stream delivers it again; repeated entries are
harmless, since every consumer is idempotent by event id. What can never be published (it is not an
event item, or too large for the bus) is parked in a queue for an operator: a stream is blocked by a
record that keeps failing, so a poison record must leave it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import telemetry
from ..adapters import aws
from ..ids import new_ulid
from ..settings import settings

SOURCE = "onetick"
PARKED = "relay-dead"
MAX_ENTRIES = 10
MAX_BYTES = 250_000  # the bus takes 256 KB a call, envelope fields included
_FOR_EVER = frozenset({"MalformedDetail", "InvalidArgument", "ValidationException"})

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One bus entry, and the stream record it came from."""

    sequence: str
    record: Record
    body: dict[str, str]

    @property
    def size(self) -> int:
        """Its size in bytes as the bus counts it, rounded up."""
        return len(self.body["Detail"].encode()) + len(self.body["DetailType"]) + 100


def relay(records: Sequence[Record], *, account: str) -> dict[str, Any]:
    """Publish a batch of stream records; the partial batch response. `account` is where the parking queue is.

    Records behind the first failure are delivered again with it.
    """
    telemetry.begin(new_ulid(), operation="relayEvents")
    entries = [entry for record in records if (entry := _entry(record, account)) is not None]
    for group in _groups(entries):
        failed = _publish(group, account)
        if failed is not None:
            telemetry.logger.warning("bus refused", extra={"sequence": failed})
            return {"batchItemFailures": [{"itemIdentifier": failed}]}
    telemetry.logger.info("relayed", extra={"events": len(entries)})
    return {"batchItemFailures": []}


def _entry(record: Record, account: str) -> Entry | None:
    try:
        cloudevent = json.loads(record["dynamodb"]["NewImage"]["doc"]["S"])["cloudevent"]
        detail = json.dumps(cloudevent, ensure_ascii=False, separators=(",", ":"))
        body = {
            "Source": SOURCE,
            "DetailType": cloudevent["type"],
            "Detail": detail,
            "EventBusName": settings().bus,
        }
        entry = Entry(record["dynamodb"]["SequenceNumber"], record, body)
    except (KeyError, TypeError, ValueError):
        _park(record, "not an event item", account)
        return None
    if entry.size > MAX_BYTES:
        _park(record, "too large for the bus", account)
        return None
    return entry


def _groups(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    size = 0
    for entry in entries:
        if group and (len(group) == MAX_ENTRIES or size + entry.size > MAX_BYTES):
            yield group
            group, size = [], 0
        group.append(entry)
        size += entry.size
    if group:
        yield group


def _publish(group: Sequence[Entry], account: str) -> str | None:
    """Put entries on the bus; the sequence number of the first that must be delivered again, or None."""
    codes = aws.put_events([entry.body for entry in group])
    for entry, code in zip(group, codes, strict=True):
        if code is None:
            continue
        if code not in _FOR_EVER:
            return entry.sequence
        _park(entry.record, code, account)
    return None


def _park(record: Record, reason: str, account: str) -> None:
    telemetry.logger.error("record parked", extra={"reason": reason})
    here = settings()
    url = f"https://sqs.{here.region}.amazonaws.com/{account}/{here.prefix}-{PARKED}"
    aws.send_message(url, json.dumps({"reason": reason, "record": record}))
