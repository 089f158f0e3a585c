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
        found = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=_COUNTS)["Attributes"]
        return sum(int(found[name]) for name in _COUNTS)

    def send(self, message: Any) -> None:
        """Put a message in."""
        self._sqs.send_message(QueueUrl=self._url, MessageBody=json.dumps(message))

    @contextmanager
    def soon_again(self, seconds: int = 1) -> Iterator[None]:
        """Deliver what failed again after so many seconds, not the minutes that production has."""
        name = "VisibilityTimeout"
        found = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=[name])["Attributes"]
        self._sqs.set_queue_attributes(QueueUrl=self._url, Attributes={name: str(seconds)})
        try:
            yield
        finally:
            self._sqs.set_queue_attributes(QueueUrl=self._url, Attributes={name: found[name]})

    @property
    def _sqs(self) -> Any:
        return self.platform.client("sqs")

    @property
    def _url(self) -> str:
        return str(self._sqs.get_queue_url(QueueName=f"{self.platform.prefix}-{self.name}")["QueueUrl"])
