"""Files on the local platform, over HTTP as a browser sends them, with every function under its own role."""

import hashlib
import io
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from PIL import Image

from infra.local.platform import Platform
from onetick.attachments.scanning import EICAR

from .people import OverHttp
from .scenarios import STEPS, Story, tell, they_write_tasks

SECONDS = 30.0


@pytest.fixture(scope="module")
def story(secured: Platform) -> Story:
    """Ann, with a task."""
    acts = [step.act for step in STEPS]
    return tell(Story(OverHttp(secured), SECONDS), STEPS[: acts.index(they_write_tasks) + 1])


def announce(story: Story, content: bytes, name: str, kind: str) -> dict[str, Any]:
    """A file that is announced."""
    body = {
        "task_id": story.tasks[0]["id"],
        "name": name,
        "content_type": kind,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    made: dict[str, Any] = story.ann.post(f"{story.w}/attachments", body)
    return made


def send(made: Mapping[str, Any], content: bytes) -> int:
    """Send a content, as `curl -T` does; the status."""
    upload = made["upload"]
    try:
        with urlopen(Request(upload["url"], content, dict(upload["headers"]), method="PUT")) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def settled(story: Story, made: Mapping[str, Any], *, pictured: bool = False) -> dict[str, Any]:
    """An attachment once somebody has looked at it."""

    def look() -> dict[str, Any] | None:
        found: dict[str, Any] = story.ann.get(f"{story.w}/attachments/{made['id']}")
        done = found["state"] in ("ready", "rejected") and (found["thumbnail_url"] or not pictured)
        return found if done else None

    found: dict[str, Any] = story.eventually(look)
    return found


def test_a_picture_is_sent_looked_at_and_opened(story: Story) -> None:
    whole = io.BytesIO()
    Image.new("RGB", (900, 600), "navy").save(whole, "PNG")
    content = whole.getvalue()
    made = announce(story, content, "Übersicht.png", "image/png")
    assert send(made, content[:-1] + b"!") >= 400
    assert send(made, content) == 200
    ready = settled(story, made, pictured=True)
    assert ready["state"] == "ready"
    with urlopen(ready["download_url"]) as answer:
        assert answer.read() == content
        assert "filename*=UTF-8''%C3%9Cbersicht.png" in answer.headers["Content-Disposition"]
    with urlopen(ready["thumbnail_url"]) as answer, Image.open(io.BytesIO(answer.read())) as small:
        assert small.size == (512, 341)


def test_malware_is_rejected(story: Story) -> None:
    made = announce(story, EICAR, "harmless.txt", "text/plain")
    assert send(made, EICAR) == 200
    found = settled(story, made)
    assert (found["state"], found["reason"], found["download_url"]) == ("rejected", "malware", None)
