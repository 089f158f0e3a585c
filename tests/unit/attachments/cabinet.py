"""Short ways to attach files."""

import hashlib
from collections.abc import Mapping
from typing import Any

from tests.service import Person
from tests.unit.tasks.desk import Desk

CONTENT = b"What is attached."


def announcement(task: Mapping[str, Any], content: bytes = CONTENT, **more: Any) -> dict[str, Any]:
    """The body that announces a file."""
    return {
        "task_id": task["id"],
        "name": "Note.txt",
        "content_type": "text/plain",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        **more,
    }


def announce(
    desk: Desk, task: Mapping[str, Any], content: bytes = CONTENT, *, by: Person | None = None, **more: Any
) -> dict[str, Any]:
    """An attachment that nothing has arrived for."""
    body = announcement(task, content, **more)
    made: dict[str, Any] = (by or desk.ann).post(f"{desk.team.w}/attachments", body).expect(201)
    return made


def send(desk: Desk, attachment: Mapping[str, Any], content: bytes = CONTENT) -> int:
    """Send the content, as a client would; what the bucket answers."""
    upload = attachment["upload"]
    return desk.service.objects.put(upload["url"], content, upload["headers"])


def attach(
    desk: Desk, task: Mapping[str, Any], content: bytes = CONTENT, *, by: Person | None = None, **more: Any
) -> dict[str, Any]:
    """An attachment that has been sent and looked at."""
    made = announce(desk, task, content, by=by, **more)
    assert send(desk, made, content) == 200
    desk.service.deliver()
    return now(desk, made)


def path(desk: Desk, attachment: Mapping[str, Any], rest: str = "") -> str:
    """The path of an attachment."""
    return f"{desk.team.w}/attachments/{attachment['id']}{rest}"


def now(desk: Desk, attachment: Mapping[str, Any], *, by: Person | None = None, query: str = "") -> dict[str, Any]:
    """An attachment as it is now."""
    found: dict[str, Any] = (by or desk.ann).get(path(desk, attachment, query)).expect(200)
    return found


def listed(desk: Desk, task: Mapping[str, Any], query: str = "") -> list[str]:
    """The names of the attachments of a task."""
    rows = desk.ann.get(f"{desk.team.w}/tasks/{task['id']}/attachments?{query}").expect(200)["data"]
    return [row["name"] for row in rows]


def member(desk: Desk, name: str, role: str) -> Person:
    """A member with a role in the project."""
    person = desk.team.join(name)
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{person.id}", {"role": role}).expect(200)
    return person
