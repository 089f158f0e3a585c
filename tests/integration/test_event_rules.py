"""The bus rules of the deployed templates, on moto: each takes what its consumer subscribed to, and nothing else."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from moto import mock_aws

from infra.generating.policies import queue_name
from onetick.kernel import registry
from onetick.kernel.adapters import aws
from onetick.kernel.delivery.receiving import SCANNED, STORED
from onetick.kernel.events import event_types
from onetick.kernel.settings import settings
from onetick.kernel.triggers import Consumer, Receiver

from . import deployment
from .deployment import ACCOUNT, REGION, Deployment

CONSUMERS = [entry for entry in registry.entries() if isinstance(entry, Consumer) and not isinstance(entry, Receiver)]
TYPES = sorted(kind.wire_type for kind in event_types.values())

Published = tuple[str, str]
"""An event's type, and its resource as JSON."""


@pytest.fixture
def path() -> Iterator[Deployment]:
    deployment.service.cache_clear()
    with mock_aws(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(aws, "service", deployment.service)
        yield Deployment(settings().prefix)


def event(kind: str, resource: Mapping[str, Any] | None = None) -> Published:
    return kind, json.dumps(dict(resource or {}), sort_keys=True)


def publish(events: Sequence[Published]) -> None:
    """Put events on the bus, shaped as the relay's."""
    place = {"Source": "onetick", "EventBusName": settings().bus}
    details = [{"type": kind, "data": {"resource": json.loads(resource)}} for kind, resource in events]
    entries = [{**place, "DetailType": one["type"], "Detail": json.dumps(one)} for one in details]
    for start in range(0, len(entries), 10):
        group = entries[start : start + 10]
        assert aws.put_events(group) == [None] * len(group)


def received(path: Deployment, queue: str) -> Counter[Published]:
    details = [json.loads(message["Body"])["detail"] for message in path.waiting(queue)]
    return Counter(event(detail["type"], detail["data"]["resource"]) for detail in details)


def wanted(consumer: Consumer, events: Sequence[Published]) -> Counter[Published]:
    told = {one: {"type": one[0], "data": {"resource": json.loads(one[1])}} for one in events}
    return Counter(one for one in events if consumer.takes(told[one]))


def test_each_rule_takes_what_its_consumer_subscribed_to_and_nothing_else(path: Deployment) -> None:
    events = [event(kind) for kind in TYPES]
    # A type that another one begins with; and resources that a consumer asks for, or just not.
    events += [event(f"{kind}0") for kind in TYPES]
    for one in CONSUMERS:
        for resource in (one.where, dict.fromkeys(one.where, "another")) if one.where else ():
            events += [event(kind.wire_type, resource) for kind in one.types]
    publish(events)
    expected = {queue_name(one): wanted(one, events) for one in CONSUMERS}
    assert all(expected.values()), "a subscription to nothing"
    assert path.filled_queues().keys() == expected.keys(), "no other queue, and nothing set aside"
    assert {queue: received(path, queue) for queue in expected} == expected


FILES = [entry for entry in registry.entries() if isinstance(entry, Receiver)]


@pytest.mark.parametrize("receiver", FILES, ids=lambda receiver: receiver.name)
@pytest.mark.parametrize("kind", [STORED, SCANNED])
def test_what_aws_tells_of_a_folder_reaches_its_queue_and_of_nothing_else(
    path: Deployment, receiver: Receiver, kind: str
) -> None:
    bucket = f"{path.prefix}-files-{ACCOUNT}-{REGION}"

    def tell(bucket: str, key: str) -> None:
        if kind == STORED:
            detail: dict[str, object] = {"bucket": {"name": bucket}, "object": {"key": key}}
        else:
            detail = {"s3ObjectDetails": {"bucketName": bucket, "objectKey": key}}
        source = "aws.s3" if kind == STORED else "aws.guardduty"
        aws.put_events([{"Source": source, "DetailType": kind, "Detail": json.dumps(detail)}])

    tell(f"{bucket}-else", f"{receiver.folder}/org_1/x")
    tell(bucket, f"{receiver.folder}-else/org_1/x")
    assert receiver.queue not in path.filled_queues()
    tell(bucket, f"{receiver.folder}/org_1/x")
    assert path.filled_queues()[receiver.queue] == 1
