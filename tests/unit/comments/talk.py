"""Short ways to comment."""

from typing import Any

from tests.service import Person
from tests.unit.tasks.desk import Desk


def comment(desk: Desk, task: dict[str, Any], text: str = "Hello", *, by: Person | None = None) -> dict[str, Any]:
    """A new comment."""
    made: dict[str, Any] = (by or desk.ann).post(desk.url(task, "/comments"), {"body_md": text}).expect(201)
    return made


def path(desk: Desk, one: dict[str, Any], rest: str = "") -> str:
    """The path of a comment."""
    return f"{desk.team.w}/comments/{one['id']}{rest}"


def member(desk: Desk, name: str, role: str) -> Person:
    """A member with a role in the project."""
    person = desk.team.join(name)
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{person.id}", {"role": role}).expect(200)
    return person


def reply(desk: Desk, to: dict[str, Any], text: str = "Yes", *, by: Person | None = None) -> dict[str, Any]:
    """A new reply."""
    made: dict[str, Any] = (by or desk.ann).post(path(desk, to, "/replies"), {"body_md": text}).expect(201)
    return made


def react(desk: Desk, to: dict[str, Any], emoji: str = "👍", *, by: Person | None = None) -> dict[str, Any]:
    """The comment with a reaction more."""
    found: dict[str, Any] = (by or desk.ann).post(path(desk, to, "/reactions"), {"emoji": emoji}).expect(200)
    return found


def now(desk: Desk, one: dict[str, Any], *, by: Person | None = None) -> dict[str, Any]:
    """A comment as it is now."""
    found: dict[str, Any] = (by or desk.ann).get(path(desk, one)).expect(200)
    return found
