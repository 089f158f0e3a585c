"""The queues of all consumers: for each a bus rule, the queue, its dead-letter queue, and alarms on both."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onetick.kernel.delivery.receiving import SCANNED, STORED
from onetick.kernel.entry import Entry
from onetick.kernel.events import EventType
from onetick.kernel.triggers import Consumer, Receiver

from .cloudformation import SERVING, Document, alarm, as_yaml, attribute, dimensions, logical_id, ref, sub, template
from .functions import FILES
from .policies import FAILED_RELAYS, document, queue_name

WAITING_SECONDS = 300
"""A message that waits longer than this is an incident."""

TYPES_PER_RULE = 40
"""An event pattern holds 2,048 characters."""

_FOUR_DAYS, _FOURTEEN_DAYS = 345_600, 1_209_600


def queues_stack(entries: Iterable[Entry]) -> str:
    """The stack of all queues."""
    resources = _relay_dead()
    for consumer in entries:
        if isinstance(consumer, Consumer):
            resources |= _consumer(consumer)
    description = "OneTick queues - what consumers take events from"
    parameters = ("Prefix", "Profile", "KeyArn", "AlarmTopic")
    whole = template(description, parameters=parameters, Conditions=SERVING, resources=resources)
    return as_yaml(whole, source="the consumers in functions/")


def _relay_dead() -> dict[str, Document]:
    """Where changes go that the relay could not put on the bus."""
    name = logical_id(FAILED_RELAYS)
    return {name: _dead_queue(FAILED_RELAYS), f"{name}Filled": _filled(FAILED_RELAYS, "A change could not be relayed")}


def _consumer(consumer: Consumer) -> dict[str, Document]:
    queue, dead = queue_name(consumer), dead_letter_name(consumer)
    name = logical_id(consumer.queue)
    rules = {f"{name}Rule{number}": rule for number, rule in enumerate(_rules(consumer, name), start=1)}
    return {
        name: _queue(consumer, queue, f"{name}Dead"),
        f"{name}Dead": _dead_queue(dead, fifo=consumer.fifo),
        f"{name}Policy": _only_from(rules, [name, f"{name}Dead"]),
        **rules,
        f"{name}Late": _late(consumer, queue),
        f"{name}DeadFilled": _filled(dead, f"{consumer.name} gave up on a message"),
    }


def dead_letter_name(consumer: Consumer) -> str:
    """The dead-letter queue's name behind the prefix."""
    return f"{consumer.queue}-dead.fifo" if consumer.fifo else f"{consumer.queue}-dead"


def _queue(consumer: Consumer, queue: str, dead: str) -> Document:
    return {
        "Type": "AWS::SQS::Queue",
        "Properties": {
            "QueueName": sub(f"${{Prefix}}-{queue}"),
            "KmsMasterKeyId": ref("KeyArn"),
            "MessageRetentionPeriod": _FOUR_DAYS,
            # Six times the function's timeout, so that no batch is delivered again while it is still worked on.
            "VisibilityTimeout": 6 * consumer.timeout,
            "RedrivePolicy": {"deadLetterTargetArn": attribute(dead), "maxReceiveCount": consumer.deliveries},
            **_ordered(consumer.fifo),
        },
    }


def _dead_queue(queue: str, *, fifo: bool = False) -> Document:
    return {
        "Type": "AWS::SQS::Queue",
        "Properties": {
            "QueueName": sub(f"${{Prefix}}-{queue}"),
            "KmsMasterKeyId": ref("KeyArn"),
            "MessageRetentionPeriod": _FOURTEEN_DAYS,
            **_ordered(fifo),
        },
    }


def _ordered(fifo: bool) -> Document:
    return {"FifoQueue": True, "ContentBasedDeduplication": True} if fifo else {}


def _rules(consumer: Consumer, name: str) -> Iterable[Document]:
    if isinstance(consumer, Receiver):
        yield from _rules_of_files(consumer, name)
        return
    types = sorted(consumer.types, key=lambda event_type: event_type.wire_type)
    for start in range(0, len(types), TYPES_PER_RULE):
        yield _rule(consumer, name, types[start : start + TYPES_PER_RULE])


def _rule(consumer: Consumer, name: str, types: Sequence[EventType[Any]]) -> Document:
    return {
        "Type": "AWS::Events::Rule",
        "Properties": {
            "Description": consumer.summary or consumer.operation,
            "EventBusName": ref("Prefix"),
            "EventPattern": {
                "detail-type": [event_type.wire_type for event_type in types],
                **({"detail": {"data": {"resource": _exactly(consumer.where)}}} if consumer.where else {}),
            },
            "Targets": [
                {
                    "Id": "queue",
                    "Arn": attribute(name),
                    "DeadLetterConfig": {"Arn": attribute(f"{name}Dead")},
                    **({"SqsParameters": {"MessageGroupId": "$.detail.aggregateid"}} if consumer.fifo else {}),
                }
            ],
        },
    }


def _rules_of_files(receiver: Receiver, name: str) -> Iterable[Document]:
    """On the account's own bus, where S3 and GuardDuty speak of our bucket."""
    bucket, keys = [sub(FILES)], [{"prefix": f"{receiver.folder}/"}]
    stored = {"bucket": {"name": bucket}, "object": {"key": keys}}
    scanned = {"s3ObjectDetails": {"bucketName": bucket, "objectKey": keys}}
    for source, kind, detail in (("aws.s3", STORED, stored), ("aws.guardduty", SCANNED, scanned)):
        yield {
            "Type": "AWS::Events::Rule",
            "Properties": {
                "Description": receiver.summary or receiver.operation,
                "EventPattern": {"source": [source], "detail-type": [kind], "detail": detail},
                "Targets": [
                    {
                        "Id": "queue",
                        "Arn": attribute(name),
                        "DeadLetterConfig": {"Arn": attribute(f"{name}Dead")},
                    }
                ],
            },
        }


def _exactly(values: Mapping[str, str | bool]) -> Document:
    return {name: [value] for name, value in values.items()}


def _only_from(rules: Iterable[str], queues: Iterable[str]) -> Document:
    """Only this consumer's rules send to its queues; the functions' own rights are in their roles."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": [attribute(queue) for queue in queues],
        "Condition": {"ArnEquals": {"aws:SourceArn": [attribute(rule) for rule in rules]}},
    }
    return {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {"Queues": [ref(queue) for queue in queues], "PolicyDocument": document([statement])},
    }


def _late(consumer: Consumer, queue: str) -> Document:
    return alarm(
        f"{consumer.name} does not keep up",
        above=WAITING_SECONDS,
        AlarmName=sub(f"${{Prefix}}-{consumer.queue}-late"),
        Namespace="AWS/SQS",
        MetricName="ApproximateAgeOfOldestMessage",
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=3,
        Dimensions=dimensions(QueueName=sub(f"${{Prefix}}-{queue}")),
    )


def _filled(queue: str, description: str) -> Document:
    return alarm(
        description,
        above=0,
        AlarmName=sub(f"${{Prefix}}-{queue}-filled"),
        Namespace="AWS/SQS",
        MetricName="ApproximateNumberOfMessagesVisible",
        Statistic="Maximum",
        Period=60,
        Dimensions=dimensions(QueueName=sub(f"${{Prefix}}-{queue}")),
    )
