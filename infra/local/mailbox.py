"""The mails that were sent, for a person to read: the local platform delivers none."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from .emulator import ACCOUNT, Emulator

_MESSAGES = f"/_ministack/ses/messages?account={ACCOUNT}"
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>Mail - OneTick local</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1f24; background: #fff }}
article {{ border: 1px solid #c4c9d0; border-radius: 6px; padding: 1rem; margin: 1rem 0 }}
h2 {{ font-size: 1.1rem; margin: 0 }}
p {{ margin: .2rem 0; color: #4b5563 }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .8rem 0 0 }}
</style>
</head>
<body>
<main>
<h1>Mail</h1>
<p>What the local platform would have sent, newest first. Nothing leaves this machine.</p>
{articles}
</main>
</body>
</html>
"""
_ARTICLE = "<article><h2>{subject}</h2><p>To {to}, <time>{time}</time></p><pre>{text}</pre></article>"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it was sent; `sent` is in UTC."""

    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    sent: datetime


def mails(emulator: Emulator) -> tuple[Mail, ...]:
    """Every mail since the emulator started, oldest first. Raises OSError when it does not answer."""
    found = emulator.get(_MESSAGES)["messages"].get(ACCOUNT, [])
    return tuple(
        Mail(
            sender=message["Source"],
            to=tuple(message["To"]),
            subject=message["Subject"],
            text=message["BodyText"] or "",
            html=message["BodyHtml"] or "",
            sent=datetime.fromtimestamp(message["Timestamp"], UTC),
        )
        for message in found
    )


def page(shown: Sequence[Mail]) -> str:
    """The page that shows the mails, newest first, with their links to follow."""
    articles = "\n".join(_article(mail) for mail in reversed(shown))
    return _PAGE.format(articles=articles or "<p>No mail was sent since the start.</p>")


def _article(mail: Mail) -> str:
    return _ARTICLE.format(
        subject=html.escape(mail.subject),
        to=html.escape(", ".join(mail.to)),
        time=mail.sent.strftime("%H:%M:%S UTC"),
        text=_linked(mail.text or re.sub(r"<[^>]+>", " ", mail.html)),
    )


def _linked(text: str) -> str:
    parts, end = [], 0
    for match in _LINK.finditer(text):
        address = html.escape(match[0].rstrip(".,;"))
        tail = match[0][len(match[0].rstrip(".,;")) :]
        parts += [html.escape(text[end : match.start()]), f'<a href="{address}">{address}</a>{html.escape(tail)}']
        end = match.end()
    return "".join([*parts, html.escape(text[end:])])
