"""What AWS tells of files, taken from a queue like an event: each takes effect exactly once in state.

S3 tells that a file was stored; GuardDuty what it found when it scanned one. Both put it on the account's own bus.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from .. import telemetry
from ..ids import OrgId, is_id
from ..objects import ObjectKey
from ..performing import Cause, perform
from ..triggers import Receiver

Finding = Literal["NO_THREATS_FOUND", "THREATS_FOUND", "UNSUPPORTED", "ACCESS_DENIED", "FAILED"]
"""What GuardDuty says of a file."""

STORED = "Object Created"
SCANNED = "GuardDuty Malware Protection Object Scan Result"
"""What the two are called on the bus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that AWS tells of a file: what a scan found, or None when it was stored."""

    id: str
    key: ObjectKey
    finding: Finding | None = None

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Self:
        """Parse what was on the bus. Raises KeyError, TypeError or ValueError for anything else: that is poison."""
        kind, detail = event["detail-type"], event["detail"]
        if kind == STORED:
            return cls(id=event["id"], key=_key(detail["object"]["key"]))
        if kind != SCANNED:
            raise ValueError(f"nothing is known of {kind!r}")
        found = detail["scanResultDetails"]["scanResultStatus"]
        known: Finding = found if found in get_args(Finding) else "FAILED"
        return cls(id=event["id"], key=_key(detail["s3ObjectDetails"]["objectKey"]), finding=known)


def receive(receiver: Receiver, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Handle a batch; what failed is delivered again, and ends in the dead-letter queue if it never succeeds."""
    failed = [record["messageId"] for record in event["Records"] if not _handle(receiver, record)]
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


def _handle(receiver: Receiver, record: Mapping[str, Any]) -> bool:
    try:
        notice = Notice.of(json.loads(record["body"]))
        telemetry.begin(notice.id, operation=receiver.operation, org=notice.key.org_id)
        perform(
            receiver,
            lambda work: receiver.function(work, notice),
            org_id=notice.key.org_id,
            cause=Cause(correlation_id=notice.id),
            once=notice.id,
        )
    except Exception:
        # Whatever went wrong, the message must not be acknowledged; the queue counts its deliveries.
        telemetry.logger.exception("message failed")
        return False
    telemetry.logger.info("message")
    return True


def _key(text: str) -> ObjectKey:
    folder, org_id, *names = text.split("/")
    if not is_id("org", org_id) or not names:
        raise ValueError(f"{text!r} is nothing that was stored for a tenant")
    return ObjectKey.of(folder, OrgId(org_id), *names)
