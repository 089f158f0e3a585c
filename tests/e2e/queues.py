"""The queues of a platform, as far as tests look into them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from infra.local.platform import Platform

_COUNTS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue; `name` is behind the prefix."""

    platform: Platform
    name: str

    @property
    def dead(self) -> "Queue":
        """Where its messages end that never succeed."""
        return Queue(self.platform, f"{self.name}-dead")

    @property
    def count(self) -> int:
        """How many messages it holds, those included that are being worked on."""
        return sum(int(number) for number in self._attributes(_COUNTS).values())

    def send(self, message: Any) -> None:
        """Put a message in."""
        self._sqs.send_message(QueueUrl=self._url, MessageBody=json.dumps(message))

    @contextmanager
    def soon_again(self, seconds: int = 1) -> Iterator[None]:
        """Deliver what failed again after so many seconds, not the minutes that production has."""
        with self._with(VisibilityTimeout=str(seconds)):
            yield

    @contextmanager
    def again_and_again(self) -> Iterator[None]:
        """The same, and set nothing aside, however often it fails."""
        policy = json.loads(self._attributes(["RedrivePolicy"])["RedrivePolicy"])
        with self.soon_again(), self._with(RedrivePolicy=json.dumps({**policy, "maxReceiveCount": 1000})):
            yield

    @contextmanager
    def _with(self, **attributes: str) -> Iterator[None]:
        found = self._attributes([*attributes])
        self._sqs.set_queue_attributes(QueueUrl=self._url, Attributes=attributes)
        try:
            yield
        finally:
            self._sqs.set_queue_attributes(QueueUrl=self._url, Attributes=found)

    def _attributes(self, names: list[str]) -> dict[str, str]:
        found = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=names)["Attributes"]
        return {name: found[name] for name in names}

    @property
    def _sqs(self) -> Any:
        return self.platform.client("sqs")

    @property
    def _url(self) -> str:
        return str(self._sqs.get_queue_url(QueueName=f"{self.platform.prefix}-{self.name}")["QueueUrl"])
