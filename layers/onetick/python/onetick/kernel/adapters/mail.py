"""Mail: one plain-text message at a time, through SES."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ..settings import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A message to one person. `text` is plain text; the first line of it is no salutation, mail clients preview it."""

    to: str
    subject: str
    text: str


def _through_ses(mail: Mail) -> None:
    from . import aws

    aws.send_email(sender=settings().mail_from, to=mail.to, subject=mail.subject, text=mail.text)


_deliver: Callable[[Mail], None] = _through_ses


def send(mail: Mail) -> None:
    """Hand a message to SES. Raises AwsError when it was not accepted."""
    _deliver(mail)


@contextmanager
def collected() -> Iterator[list[Mail]]:
    """Collect messages instead of sending them: for tests."""
    global _deliver
    outbox: list[Mail] = []
    before, _deliver = _deliver, outbox.append
    try:
        yield outbox
    finally:
        _deliver = before
