"""Attachments."""

import hashlib
import io
from typing import Any

import pytest
from PIL import Image

from functions.schedules.give_up_scans import handler as give_up_scans
from onetick.attachments.scanning import EICAR, GuardDuty
from onetick.drawer import trim_fronts
from onetick.kernel.delivery.receiving import SCANNED
from tests.meta.scene import Scene
from tests.service import entry_named

FIRST = {"restoreAttachment": "deleteAttachment"}
CONTENT = b"What is attached."


def picture() -> bytes:
    """A small image."""
    whole = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(whole, "PNG")
    return whole.getvalue()


def attach(
    scene: Scene, content: bytes = CONTENT, *, kind: str = "text/plain", send: bool = True, task_id: str | None = None
) -> dict[str, Any]:
    """An attachment whose content has been sent."""
    made: dict[str, Any] = scene.owner.post(
        f"{scene.team.w}/attachments",
        {
            "task_id": task_id or scene.ids["task_id"],
            "name": "Note.txt",
            "content_type": kind,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        },
    ).expect(201)
    if send:
        assert scene.service.objects.put(made["upload"]["url"], content, made["upload"]["headers"]) == 200
    return made


def furnish(scene: Scene) -> None:
    """A picture that is ready."""
    scene.ids["attachment_id"] = attach(scene, picture(), kind="image/png")["id"]
    scene.service.deliver()


def _send_malware_and_something_else(scene: Scene) -> None:
    attach(scene, EICAR)
    scene.service.deliver()
    found = attach(scene)
    key = f"uploads/{scene.ids['organization_id']}/{found['id']}"
    detail = {"s3ObjectDetails": {"objectKey": key}, "scanResultDetails": {"scanResultStatus": "NO_THREATS_FOUND"}}
    receiver: Any = entry_named("consumers-receive-uploads")
    scene.service.announce(receiver, SCANNED, detail)
    detail["scanResultDetails"]["scanResultStatus"] = "THREATS_FOUND"
    other = attach(scene)
    detail["s3ObjectDetails"]["objectKey"] = f"uploads/{scene.ids['organization_id']}/{other['id']}"
    scene.service.announce(receiver, SCANNED, detail)


def _give_up_what_nobody_looks_at(scene: Scene) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("onetick.attachments.scan_attachment.scanner", GuardDuty)
        attach(scene)
        scene.service.deliver()
    before = scene.service.clock()
    scene.service.clock.advance(hours=1, seconds=1)
    give_up_scans({}, None)
    scene.service.clock.go_back(before)


def _open_what_is_pending_and_ready(scene: Scene) -> None:
    for one in (scene.ids["attachment_id"], attach(scene, send=False)["id"]):
        scene.owner.get(f"{scene.team.w}/attachments/{one}").expect(200)


def _open_and_fill_a_drawer(scene: Scene) -> None:
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(trim_fronts, "KEPT", 1)
        scene.owner.post(f"{path}/comments", {"body_md": "One more"}).expect(201)
        scene.service.deliver()
    comment = scene.owner.post(f"{path}/comments", {"body_md": "Another"}).expect(201)
    scene.owner.delete(f"{scene.team.w}/comments/{comment['id']}").expect(204)
    scene.owner.get(f"{path}/drawer").expect(200)


EXERCISES = (
    _send_malware_and_something_else,
    _open_what_is_pending_and_ready,
    _open_and_fill_a_drawer,
    _give_up_what_nobody_looks_at,
)
