"""Give the messages of a dead-letter queue another chance, once their cause is mended.

    python -m infra.operations.redrive onetick-prod inbox        # ${Prefix}-inbox-dead back to ${Prefix}-inbox
    python -m infra.operations.redrive onetick-prod relay        # parked changes back through the relay
    python -m infra.operations.redrive onetick-prod inbox --look # print them, and leave them where they are

A message is deleted from the dead-letter queue only after it has arrived, so an interrupted run
delivers some twice and loses none; consumers take each event once.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import boto3

from onetick.kernel import registry
from onetick.kernel.triggers import Stream

PAGE = 10
RECEIVE_SECONDS = 60
RELAY = "relay"

Message = dict[str, Any]
Deliver = Callable[[Message], bool]


class DeadLetters:
    """A dead-letter queue. `deliver` takes a message to where it belongs and says whether it arrived."""

    def __init__(self, sqs: Any, name: str, deliver: Deliver) -> None:
        """`name` is the queue's whole name. Raises SystemExit when there is none."""
        self._sqs, self._url, self._deliver = sqs, queue_url(sqs, name), deliver

    def look(self, limit: int) -> list[str]:
        """The bodies of up to `limit` messages, which become visible again at once."""
        seen = list(self._take(limit))
        for message in seen:
            self._let_go(message)
        return [message["Body"] for message in seen]

    def redrive(self, limit: int) -> int:
        """Deliver up to `limit` of the messages that are there now; how many arrived."""
        moved = 0
        for message in self._take(min(limit, self._count())):
            if self._deliver(message):
                self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
                moved += 1
            else:
                self._let_go(message)
        return moved

    def _count(self) -> int:
        """How many there are: what fails again arrives behind them, and is not taken a second time."""
        name = "ApproximateNumberOfMessages"
        found = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=[name])
        return int(found["Attributes"][name])

    def _let_go(self, message: Message) -> None:
        self._sqs.change_message_visibility(
            QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
        )

    def _take(self, limit: int) -> Iterator[Message]:
        taken = 0
        while taken < limit:
            page = self._sqs.receive_message(
                QueueUrl=self._url,
                MaxNumberOfMessages=min(PAGE, limit - taken),
                VisibilityTimeout=RECEIVE_SECONDS,
                WaitTimeSeconds=1,
                AttributeNames=["MessageGroupId"],
            ).get("Messages", [])
            if not page:
                return
            taken += len(page)
            yield from page


def queue_url(sqs: Any, name: str) -> str:
    """The queue's address. Raises SystemExit when there is none."""
    try:
        return str(sqs.get_queue_url(QueueName=name)["QueueUrl"])
    except sqs.exceptions.QueueDoesNotExist:
        raise SystemExit(f"error: there is no queue {name}.") from None


def of_consumer(sqs: Any, prefix: str, queue: str) -> DeadLetters:
    """What a consumer gave up on; it goes back to the consumer's queue, and keeps its group where order counts."""
    base, fifo = queue.removesuffix(".fifo"), ".fifo" if queue.endswith(".fifo") else ""
    live = queue_url(sqs, f"{prefix}-{base}{fifo}")

    def deliver(message: Message) -> bool:
        group = message.get("Attributes", {}).get("MessageGroupId")
        sqs.send_message(QueueUrl=live, MessageBody=message["Body"], **({"MessageGroupId": group} if group else {}))
        return True

    return DeadLetters(sqs, f"{prefix}-{base}-dead{fifo}", deliver)


def of_relay(sqs: Any, functions: Any, prefix: str) -> DeadLetters:
    """What the relay parked, by itself or because Lambda gave up on a batch.

    Only the former holds the change; Lambda's note names a batch of the stream, and stays.
    """
    [relay] = [entry for entry in registry.entries() if isinstance(entry, Stream)]

    def deliver(message: Message) -> bool:
        record = json.loads(message["Body"]).get("record")
        if record is None:
            return False
        answer = functions.invoke(
            FunctionName=f"{prefix}-{relay.name}", Qualifier="live", Payload=json.dumps({"Records": [record]}).encode()
        )
        return "FunctionError" not in answer and not json.load(answer["Payload"])["batchItemFailures"]

    return DeadLetters(sqs, f"{prefix}-{RELAY}-dead", deliver)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Give the messages of a dead-letter queue another chance.")
    parser.add_argument("prefix", help="the deployment, such as onetick-prod")
    parser.add_argument("queue", help=f"the queue behind the prefix, such as inbox, or {RELAY}")
    parser.add_argument("--look", action="store_true", help="print them, and leave them where they are")
    parser.add_argument("--limit", type=int, default=1000, help="at most this many (1000)")
    given = parser.parse_args(arguments)
    sqs = boto3.client("sqs")
    if given.queue == RELAY:
        letters = of_relay(sqs, boto3.client("lambda"), given.prefix)
    else:
        letters = of_consumer(sqs, given.prefix, given.queue)
    if given.look:
        for body in letters.look(given.limit):
            print(json.dumps(json.loads(body), indent=2))
        return 0
    print(f"{letters.redrive(given.limit)} messages are on their way again.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
