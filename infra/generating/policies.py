"""The policy of each function's own role: what its grants say, its own log group, and nothing else."""

from collections.abc import Iterable

from onetick.kernel.entry import Entry
from onetick.kernel.grants import Grant, send
from onetick.kernel.triggers import Consumer, Stream

from .cloudformation import Document, arn, ref, sub

FAILED_RELAYS = "relay-dead"

_UNDER_THE_KEY = ("dynamodb", "s3", "secretsmanager", "sqs")
"""Services whose tables, files, secrets and queues are encrypted under the deployment's key."""

_ENCRYPTING = frozenset({"DeleteItem", "PutItem", "PutObject", "PutSecretValue", "SendMessage", "UpdateItem"})
"""Actions that store something under it; all others only decrypt."""

_STREAM_ACTIONS = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
_QUEUE_ACTIONS = ("ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage")


def grants_of(entry: Entry) -> tuple[Grant, ...]:
    """Everything the function may do to AWS, with what Lambda needs to read its event source; the same grant once."""
    return tuple(dict.fromkeys((*entry.all_grants(), *_source_grants(entry))))


def _source_grants(entry: Entry) -> tuple[Grant, ...]:
    if isinstance(entry, Consumer):
        return (Grant("sqs", _QUEUE_ACTIONS, (f"${{Prefix}}-{queue_name(entry)}",)),)
    if isinstance(entry, Stream):
        streams = ("table/${Prefix}/stream/*", "table/${Prefix}-global/stream/*")
        return (Grant("dynamodb", _STREAM_ACTIONS, streams), send(FAILED_RELAYS))
    return ()


def queue_name(consumer: Consumer) -> str:
    """The queue's name behind the prefix."""
    return f"{consumer.queue}.fifo" if consumer.fifo else consumer.queue


def role(entry: Entry) -> Document:
    """The function's role."""
    statements = [*statements_of(grants_of(entry)), *key_statements(grants_of(entry)), *_observing(entry)]
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "Description": sub(f"What ${{Prefix}}-{entry.name} may do"),
            "AssumeRolePolicyDocument": trust("lambda.amazonaws.com"),
            "Policies": [{"PolicyName": "own", "PolicyDocument": document(statements)}],
        },
    }


def document(statements: Iterable[Document]) -> Document:
    """A policy document."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def trust(service: str) -> Document:
    """Who may take on a role."""
    return document([{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}])


def statements_of(grants: Iterable[Grant]) -> list[Document]:
    """One statement for each service and set of resources."""
    actions: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for grant in grants:
        actions.setdefault((grant.service, grant.resources), set()).update(grant.actions)
    return [
        {
            "Effect": "Allow",
            "Action": [f"{service}:{action}" for action in sorted(allowed)],
            "Resource": [_resource(service, resource) for resource in resources],
        }
        for (service, resources), allowed in actions.items()
    ]


def _resource(service: str, resource: str) -> Document:
    return sub(resource) if resource.startswith("arn:") else arn(service, resource)


def key_statements(grants: Iterable[Grant]) -> list[Document]:
    """The use of the deployment's key, through the services that the grants reach and only through them."""
    reached = [grant for grant in grants if grant.service in _UNDER_THE_KEY]
    encrypts = any(_ENCRYPTING.intersection(grant.actions) for grant in reached)
    services = sorted({grant.service for grant in reached})
    if not services:
        return []
    return [
        {
            "Effect": "Allow",
            "Action": ["kms:Decrypt", *(["kms:GenerateDataKey"] if encrypts else [])],
            "Resource": [ref("KeyArn")],
            "Condition": {
                "StringEquals": {
                    "kms:ViaService": [sub(f"{service}.${{AWS::Region}}.amazonaws.com") for service in services]
                }
            },
        }
    ]


def _observing(entry: Entry) -> list[Document]:
    return [
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": [arn("logs", f"log-group:/aws/lambda/${{Prefix}}-{entry.name}:*")],
        },
        # X-Ray has no resources to name.
        {"Effect": "Allow", "Action": ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], "Resource": ["*"]},
    ]
