"""The event path on moto, made from the files that are deployed: tables with streams, the bus, rules and queues.

Lambda is not among them. What it does between these services is done here, as the templates say: it
reads the streams behind their filter, and hands a queue's messages to the queue's consumer.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
from moto.events.models import EventPattern

from functions.streams.relay_events import handler as relay_events
from infra.generating.policies import queue_name
from onetick.kernel.triggers import Consumer
from tests.botocore_transport import BotocoreTransport
from tests.template_tables import read_template

INFRA = Path(__file__).parents[2] / "infra"
REGION, ACCOUNT = "eu-central-1", "123456789012"
PSEUDO_PARAMETERS = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": ACCOUNT}
RELAY_CONTEXT = SimpleNamespace(invoked_function_arn=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:relay")

Body = dict[str, Any]
client: Any = boto3.client


@cache
def service(name: str) -> SimpleNamespace:
    """Takes the place of `kernel.adapters.aws.service`, since moto sees only what botocore sends."""
    return SimpleNamespace(call=BotocoreTransport(REGION, name))


@dataclass(frozen=True, slots=True)
class Made:
    """A resource that was made: what `!Ref` says of it, and what `!GetAtt` does."""

    ref: str
    attributes: Mapping[str, str] = field(default_factory=dict)


class Stack:
    """Those resources of one template that belong to the event path; everything else in it is left out."""

    def __init__(self, path: Path, **parameters: str) -> None:
        self._resources = read_template(path)["Resources"]
        self._parameters = {**PSEUDO_PARAMETERS, **parameters}
        self._made: dict[str, Made] = {}
        for name, resource in self._resources.items():
            if resource["Type"] in _MAKERS:
                self._make(name)

    def of_type(self, kind: str) -> Iterator[tuple[Made, Body]]:
        """Every resource of a type that was made, with its properties."""
        for name, resource in self._resources.items():
            if resource["Type"] == kind:
                yield self._make(name), self._value(resource["Properties"])

    def _make(self, name: str) -> Made:
        """Make a resource, and before it those that it names."""
        if name not in self._made:
            resource = self._resources[name]
            make = _MAKERS.get(resource["Type"])
            arn = {"Arn": f"arn:aws:other:{REGION}:{ACCOUNT}:{name}"}
            self._made[name] = make(name, self._value(resource["Properties"])) if make else Made(name, arn)
        return self._made[name]

    def _value(self, value: Any) -> Any:
        match value:
            case list():
                return [self._value(part) for part in value]
            case {"Ref": name}:
                return self._parameters[name] if name in self._parameters else self._make(name).ref
            case {"Fn::GetAtt": [name, attribute]}:
                return self._make(name).attributes[attribute]
            case {"Fn::Sub": str(text)}:
                for name, given in self._parameters.items():
                    text = text.replace(f"${{{name}}}", given)
                return text
            case {"Fn::If": [_, _, otherwise]}:
                # The only conditions are those of profiles that serve customers.
                return self._value(otherwise)
            case dict():
                return {name: self._value(part) for name, part in value.items()}
        return value


def _table(name: str, properties: Body) -> Made:
    kept = ("TableName", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    request = {name: properties[name] for name in kept if name in properties}
    request["StreamSpecification"] = {"StreamEnabled": True, **properties["StreamSpecification"]}
    table = client("dynamodb").create_table(**request)["TableDescription"]
    return Made(table["TableName"], {"StreamArn": table["LatestStreamArn"], "Arn": table["TableArn"]})


def _bus(name: str, properties: Body) -> Made:
    arn = client("events").create_event_bus(Name=properties["Name"])["EventBusArn"]
    return Made(properties["Name"], {"Arn": arn})


def _queue(name: str, properties: Body) -> Made:
    wanted = {key: value for key, value in properties.items() if key != "QueueName"}
    attributes = {key: value if isinstance(value, str) else json.dumps(value) for key, value in wanted.items()}
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=properties["QueueName"], Attributes=attributes)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return Made(url, {"Arn": arn, "QueueName": properties["QueueName"]})


def _rule(name: str, properties: Body) -> Made:
    place = {"EventBusName": properties.get("EventBusName", "default")}
    pattern = json.dumps(properties["EventPattern"])
    arn = client("events").put_rule(Name=name, EventPattern=pattern, **place)["RuleArn"]
    client("events").put_targets(Rule=name, Targets=properties["Targets"], **place)
    return Made(name, {"Arn": arn})


_MAKERS: Mapping[str, Callable[[str, Body], Made]] = {
    "AWS::DynamoDB::Table": _table,
    "AWS::Events::EventBus": _bus,
    "AWS::Events::Rule": _rule,
    "AWS::SQS::Queue": _queue,
}


class Deployment:
    """The event path of a deployment with this prefix; needs moto to be on."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        given = {"Prefix": prefix, "Profile": "dev", "KeyArn": "alias/aws/sqs", "AlarmTopic": "alarms"}
        data = Stack(INFRA / "data.yaml", **given)
        Stack(INFRA / "events.yaml", **given)
        self.queues = Stack(INFRA / "generated" / "queues.yaml", **given)
        self._shards = [made.attributes["StreamArn"] for made, _ in data.of_type("AWS::DynamoDB::Table")]
        self._read = dict.fromkeys(self._shards, 0)
        self._filter = EventPattern.load(_stream_filter())

    def changes(self) -> list[Body]:
        """The stream records since the last call that pass the filter, as Lambda hands them over."""
        return [record for record in self.all_changes() if self.lets_through(record)]

    def all_changes(self) -> list[Body]:
        """Every stream record since the last call, those too that never reach the relay."""
        return [record for stream in self._shards for record in self._new_records(stream)]

    def lets_through(self, record: Any) -> bool:
        """Whether a stream record passes the filter."""
        passes: bool = self._filter.matches_event(record)
        return passes

    def relay(self, records: Sequence[Body]) -> Body:
        """What the relay makes of a batch."""
        answer: Body = relay_events({"Records": list(records)}, RELAY_CONTEXT)
        return answer

    def waiting(self, queue: str) -> list[Body]:
        """Receive what a queue holds now; `queue` is its name behind the prefix."""
        found: list[Body] = []
        while (
            page := client("sqs")
            .receive_message(QueueUrl=self._url(queue), MaxNumberOfMessages=10, AttributeNames=["All"])
            .get("Messages")
        ):
            found += page
        return found

    def consume(self, consumer: Consumer) -> int:
        """Hand over what a consumer's queue holds, as Lambda does: what was not done becomes visible again at once."""
        name = queue_name(consumer)
        messages = self.waiting(name)
        for start in range(0, len(messages), consumer.batch_size):
            self._settle(name, messages[start : start + consumer.batch_size], consumer)
        return len(messages)

    def filled_queues(self) -> dict[str, int]:
        """How many messages lie in each queue that is not empty, dead-letter queues included, by name behind it."""
        urls = client("sqs").list_queues(QueueNamePrefix=self.prefix)["QueueUrls"]
        counts = {url.rpartition(f"/{self.prefix}-")[2]: self._count(url) for url in urls}
        return {name: count for name, count in counts.items() if count}

    def _settle(self, queue: str, batch: Sequence[Body], consumer: Consumer) -> None:
        records = [
            {"messageId": one["MessageId"], "body": one["Body"], "attributes": one["Attributes"]} for one in batch
        ]
        answer = consumer({"Records": records}, None)
        failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        for message in batch:
            place = {"QueueUrl": self._url(queue), "ReceiptHandle": message["ReceiptHandle"]}
            if message["MessageId"] in failed:
                client("sqs").change_message_visibility(VisibilityTimeout=0, **place)
            else:
                client("sqs").delete_message(**place)

    def _url(self, queue: str) -> str:
        url: str = client("sqs").get_queue_url(QueueName=f"{self.prefix}-{queue}")["QueueUrl"]
        return url

    def _count(self, url: str) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        return sum(int(found[name]) for name in names)

    def _new_records(self, stream: str) -> list[Body]:
        streams = client("dynamodbstreams")
        [shard] = streams.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"]
        place = {"StreamArn": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = streams.get_shard_iterator(**place)["ShardIterator"]
        records = streams.get_records(ShardIterator=iterator)["Records"]
        new, self._read[stream] = records[self._read[stream] :], len(records)
        # Lambda hands over JSON: moments are numbers.
        found: list[Body] = json.loads(json.dumps(new, default=lambda moment: moment.timestamp()))
        return found


def _stream_filter() -> str:
    """The pattern behind which the relay reads both streams."""
    resources = read_template(INFRA / "generated" / "area-streams.yaml")["Resources"].values()
    [relay] = [resource for resource in resources if resource["Type"] == "AWS::Serverless::Function"]
    sources = [source["Properties"] for source in relay["Properties"]["Events"].values()]
    [pattern] = {one["Pattern"] for source in sources for one in source["FilterCriteria"]["Filters"]}
    return str(pattern)
