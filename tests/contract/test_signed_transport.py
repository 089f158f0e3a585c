"""Our signed requests against the emulated AWS: the other services; the tables have their own contract."""

import json
from collections.abc import Iterator
from urllib.request import urlopen
from uuid import uuid4

import pytest

from onetick.kernel.adapters import aws, secrets
from onetick.kernel.adapters.aws import AwsError
from onetick.kernel.settings import settings

from .conftest import Platform

pytestmark = pytest.mark.platform


@pytest.fixture
def on_platform(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    """Puts the platform behind the module's functions."""
    services = {name: platform.service(name) for name in ("events", "sqs", "secretsmanager", "ses")}
    monkeypatch.setattr(aws, "service", services.__getitem__)
    yield platform
    for service in services.values():
        service.close()


@pytest.fixture
def queue(on_platform: Platform) -> str:
    name = f"q{uuid4().hex[:8]}"
    url: str = aws.call("sqs", "CreateQueue", {"QueueName": name})["QueueUrl"]
    return url


def received(queue: str) -> list[str]:
    answer = aws.call("sqs", "ReceiveMessage", {"QueueUrl": queue, "MaxNumberOfMessages": 10})
    return sorted(message["Body"] for message in answer.get("Messages", []))


def test_messages_arrive_in_a_queue(queue: str) -> None:
    assert aws.send_message(queue, "grüße")
    assert aws.send_message_batch(queue, ["one", "two"]) == [None, None]
    assert received(queue) == ["grüße", "one", "two"]


def test_events_reach_a_queue_through_a_rule(queue: str) -> None:
    bus, attributes = f"bus{uuid4().hex[:8]}", {"QueueUrl": queue, "AttributeNames": ["QueueArn"]}
    arn = aws.call("sqs", "GetQueueAttributes", attributes)["Attributes"]["QueueArn"]
    aws.call("events", "CreateEventBus", {"Name": bus})
    pattern = json.dumps({"detail-type": ["wanted"]})
    aws.call("events", "PutRule", {"Name": "r", "EventBusName": bus, "EventPattern": pattern})
    aws.call("events", "PutTargets", {"Rule": "r", "EventBusName": bus, "Targets": [{"Id": "q", "Arn": arn}]})
    entries = [
        {"EventBusName": bus, "Source": "onetick", "DetailType": name, "Detail": '{"n":1}'}
        for name in ("wanted", "other")
    ]
    assert aws.put_events(entries) == [None, None]
    assert [json.loads(body)["detail"] for body in received(queue)] == [{"n": 1}]


def test_a_secret_is_rotated_and_read_by_stage(on_platform: Platform) -> None:
    name = f"keys-{uuid4().hex[:8]}"
    physical = f"{settings().prefix}/{name}"
    aws.call("secretsmanager", "CreateSecret", {"Name": physical, "SecretString": "one"})
    stages = aws.describe_secret(physical)["VersionIdsToStages"]
    (first,) = (version for version, names in stages.items() if "AWSCURRENT" in names)
    second = str(uuid4())
    aws.put_secret_value(physical, "two", version=second, stages=["AWSPENDING"])
    assert aws.get_secret_value(physical) == "one"
    assert aws.get_secret_value(physical, version=second) == "two"
    aws.update_secret_version_stage(physical, "AWSCURRENT", to=second, of=first)
    secrets.forget()
    found = secrets.secret_versions(name)
    assert (found["AWSCURRENT"], found["AWSPREVIOUS"]) == ("two", "one")


def test_a_secret_that_does_not_exist_is_told_by_its_code(on_platform: Platform) -> None:
    with pytest.raises(AwsError) as missing:
        aws.get_secret_value("nothing/here")
    assert missing.value.code == "ResourceNotFoundException"


def test_a_mail_is_accepted_and_kept(on_platform: Platform) -> None:
    subject = f"Grüße {uuid4().hex}"
    aws.service("ses").post("/v2/email/identities", {"EmailIdentity": "no-reply@onetick.example"})
    assert aws.send_email("OneTick <no-reply@onetick.example>", "ann@example.com", subject, "Hello")
    with urlopen(f"{on_platform.url}/_ministack/ses/messages") as answer:
        kept = answer.read().decode()
    assert subject.rpartition(" ")[2] in kept
