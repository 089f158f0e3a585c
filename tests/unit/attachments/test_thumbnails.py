"""Images get a picture that is small in every sense; what only claims to be one gets none, at no cost."""

import io
import struct
import time
import zlib
from typing import Any

import pytest
from PIL import Image

from onetick.attachments import pictures
from tests.unit.tasks.desk import Desk

from .cabinet import attach, now


def image(width: int = 1200, height: int = 600, kind: str = "PNG", mode: str = "RGB", **more: Any) -> bytes:
    """An image."""
    whole = io.BytesIO()
    Image.new(mode, (width, height), 0x80).save(whole, kind, **more)
    return whole.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("kind", "content_type", "mode"),
    [
        ("PNG", "image/png", "RGB"),
        ("PNG", "image/png", "RGBA"),
        ("PNG", "image/png", "P"),
        ("JPEG", "image/jpeg", "L"),
        ("GIF", "image/gif", "P"),
        ("WEBP", "image/webp", "RGB"),
    ],
)
def test_an_image_gets_a_small_picture(desk: Desk, kind: str, content_type: str, mode: str) -> None:
    task = desk.task()
    made = attach(desk, task, image(kind=kind, mode=mode), name=f"a.{kind.lower()}", content_type=content_type)
    assert (made["state"], made["thumbnail"]) == ("ready", {"width": 512, "height": 256})
    status, headers, content = desk.service.objects.get(made["thumbnail_url"])
    assert (status, headers["Content-Type"]) == (200, "image/webp")
    with Image.open(io.BytesIO(content)) as small:
        assert (small.format, small.size) == ("WEBP", (512, 256))
    [row] = desk.ann.get(desk.url(task, "/attachments")).expect(200)["data"]
    assert desk.service.objects.get(row["thumbnail_url"])[2] == content


def test_it_is_made_once_however_often_the_event_comes(desk: Desk) -> None:
    made = attach(desk, desk.task(), image(), content_type="image/png")
    desk.service._delivered = 0
    desk.service.deliver(times=2)
    told = [event["type"] for event in desk.service.events() if event["aggregateid"] == made["id"]]
    assert told.count("onetick.attachment.pictured.v1") == 1


def test_what_a_camera_hid_in_an_image_is_not_in_its_picture(desk: Desk) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    exif[0x0112] = 6
    made = attach(desk, desk.task(), image(kind="JPEG", exif=exif), content_type="image/jpeg")
    assert made["thumbnail"] == {"width": 256, "height": 512}, "turned upright"
    content = desk.service.objects.get(made["thumbnail_url"])[2]
    assert b"secret" not in content
    assert b"EXIF" not in content


@pytest.mark.parametrize(
    "content",
    [
        b"no image at all",
        image()[:200],
        claiming(60_000, 60_000),
        claiming(2**31 - 1, 2**31 - 1),
        b"GIF89a" + b"\xff" * 40,
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
    ],
    ids=["text", "cut off", "bomb", "larger bomb", "broken gif", "broken jpeg", "broken webp"],
)
def test_what_is_no_image_or_too_large_has_no_picture_and_can_be_opened_all_the_same(
    desk: Desk, content: bytes
) -> None:
    before = time.process_time()
    made = attach(desk, desk.task(), content, name="a.png", content_type="image/png")
    assert time.process_time() - before < 3
    assert (made["state"], made["thumbnail"], made["thumbnail_url"]) == ("ready", None, None)


def test_an_image_that_is_large_within_bounds_is_read_and_one_beyond_is_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 1_000)
    task = desk.task()
    assert attach(desk, task, image(40, 25), content_type="image/png")["thumbnail"] == {"width": 40, "height": 25}
    assert attach(desk, task, image(40, 26), content_type="image/png")["thumbnail"] is None


def test_other_types_and_what_was_deleted_meanwhile_get_none(desk: Desk) -> None:
    task = desk.task()
    assert attach(desk, task, image(), content_type="application/pdf")["thumbnail"] is None
    assert now(desk, attach(desk, task))["thumbnail"] is None
