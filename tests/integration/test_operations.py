"""What operators do: dead letters go back where they came from, and the web app goes where it is found."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.operations import publish_web, redrive

PREFIX = "onetick-test"


@pytest.fixture
def sqs() -> Iterator[Any]:
    """A consumer's two queues, and the relay's."""
    with mock_aws():
        client: Any = boto3.client("sqs")
        for name in ("inbox", "inbox-dead", "relay-dead"):
            client.create_queue(QueueName=f"{PREFIX}-{name}")
        for name in ("search.fifo", "search-dead.fifo"):
            order = {"FifoQueue": "true", "ContentBasedDeduplication": "true"}
            client.create_queue(QueueName=f"{PREFIX}-{name}", Attributes=order)
        yield client


def put(sqs: Any, queue: str, *bodies: str, **more: str) -> None:
    """Put messages into a queue."""
    for body in bodies:
        sqs.send_message(QueueUrl=redrive.queue_url(sqs, f"{PREFIX}-{queue}"), MessageBody=body, **more)


def bodies(sqs: Any, queue: str) -> list[str]:
    """What is in a queue; taking it leaves it there."""
    url = redrive.queue_url(sqs, f"{PREFIX}-{queue}")
    found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0).get("Messages", [])
    return sorted(message["Body"] for message in found)


def test_what_a_consumer_gave_up_on_goes_back_to_its_queue(sqs: Any) -> None:
    put(sqs, "inbox-dead", *(f'{{"n":{number}}}' for number in range(12)))
    letters = redrive.of_consumer(sqs, PREFIX, "inbox")
    assert letters.redrive(1000) == 12
    assert bodies(sqs, "inbox-dead") == []
    assert len(bodies(sqs, "inbox")) == 10


def test_no_more_go_back_than_were_asked_for(sqs: Any) -> None:
    put(sqs, "inbox-dead", "a", "b", "c")
    assert redrive.of_consumer(sqs, PREFIX, "inbox").redrive(2) == 2
    assert len(bodies(sqs, "inbox-dead")) == 1


def test_looking_leaves_them_where_they_are(sqs: Any) -> None:
    put(sqs, "inbox-dead", "a", "b")
    assert sorted(redrive.of_consumer(sqs, PREFIX, "inbox").look(10)) == ["a", "b"]
    assert bodies(sqs, "inbox-dead") == ["a", "b"]


def test_an_ordered_message_keeps_its_group(sqs: Any) -> None:
    put(sqs, "search-dead.fifo", "a", MessageGroupId="tsk_1")
    assert redrive.of_consumer(sqs, PREFIX, "search.fifo").redrive(10) == 1
    url = redrive.queue_url(sqs, f"{PREFIX}-search.fifo")
    [message] = sqs.receive_message(QueueUrl=url, AttributeNames=["All"])["Messages"]
    assert message["Attributes"]["MessageGroupId"] == "tsk_1"


def test_a_queue_that_is_not_there_is_one_line(sqs: Any) -> None:
    with pytest.raises(SystemExit, match="error: there is no queue onetick-test-nothing"):
        redrive.of_consumer(sqs, PREFIX, "nothing")


class Relay:
    """The relay as Lambda: it answers what it is told to, and keeps what it was given."""

    def __init__(self, *failures: str, error: bool = False) -> None:
        self.failures, self.error, self.given = failures, error, list[Any]()

    def invoke(self, *, FunctionName: str, Qualifier: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803 - boto3's
        assert (FunctionName, Qualifier) == (f"{PREFIX}-streams-relay-events", "live")
        self.given.append(json.loads(Payload))
        answer = {"batchItemFailures": [{"itemIdentifier": failure} for failure in self.failures]}
        return {"Payload": io.BytesIO(json.dumps(answer).encode()), **({"FunctionError": "x"} if self.error else {})}


def test_a_parked_change_goes_through_the_relay_again(sqs: Any) -> None:
    put(sqs, "relay-dead", json.dumps({"reason": "too large", "record": {"eventID": "1"}}))
    relay = Relay()
    assert redrive.of_relay(sqs, relay, PREFIX).redrive(10) == 1
    assert relay.given == [{"Records": [{"eventID": "1"}]}]
    assert bodies(sqs, "relay-dead") == []


@pytest.mark.parametrize("relay", [Relay("1"), Relay(error=True)], ids=["refused", "crashed"])
def test_a_change_that_fails_again_stays_parked(sqs: Any, relay: Relay) -> None:
    put(sqs, "relay-dead", json.dumps({"record": {"eventID": "1"}}))
    assert redrive.of_relay(sqs, relay, PREFIX).redrive(10) == 0
    assert len(bodies(sqs, "relay-dead")) == 1


def test_lambda_s_note_about_a_batch_stays_for_a_person(sqs: Any) -> None:
    put(sqs, "relay-dead", json.dumps({"DDBStreamBatchInfo": {}}))
    relay = Relay()
    assert redrive.of_relay(sqs, relay, PREFIX).redrive(10) == 0
    assert relay.given == []


def test_the_command_says_how_many_went_back(sqs: Any, capsys: pytest.CaptureFixture[str]) -> None:
    put(sqs, "inbox-dead", '{"a":1}')
    redrive.main([PREFIX, "inbox", "--look"])
    redrive.main([PREFIX, "inbox"])
    assert capsys.readouterr().out == '{\n  "a": 1\n}\n1 messages are on their way again.\n'


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A built web app."""
    for name in ("index.html", "docs/index.html", "assets/app-1a2b.js", "assets/app-1a2b.css", "icon.svg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_no_page_is_published_before_the_files_it_names(built: Path) -> None:
    order = [key for key, *_ in publish_web.uploads(built)]
    assert set(order[:2]) == {"assets/app-1a2b.js", "assets/app-1a2b.css"}
    assert set(order[2:]) == {"index.html", "docs/index.html", "icon.svg"}


def test_files_named_by_their_content_are_kept_and_pages_are_asked_for(built: Path) -> None:
    with mock_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="web", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        assert publish_web.publish(s3, "web", built) == 5
        page, script = (
            s3.get_object(Bucket="web", Key="index.html"),
            s3.get_object(Bucket="web", Key="assets/app-1a2b.js"),
        )
    assert (page["CacheControl"], page["ContentType"]) == ("no-cache", "text/html; charset=utf-8")
    assert script["CacheControl"] == "public, max-age=31536000, immutable"
    assert script["ContentType"].startswith("text/javascript")


def test_an_unbuilt_web_app_is_said_and_nothing_is_touched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(publish_web, "BUILT", tmp_path / "nowhere")
    assert publish_web.main(["onetick-test"]) == 0
    assert "not built" in capsys.readouterr().out
