"""Short ways to log time."""

from typing import Any

from tests.service import Person
from tests.unit.tasks.desk import Desk


def log(
    desk: Desk, task: dict[str, Any], minutes: int = 30, *, by: Person | None = None, **more: Any
) -> dict[str, Any]:
    """Time that is logged."""
    body = {"task_id": task["id"], "minutes": minutes, **more}
    made: dict[str, Any] = (by or desk.ann).post(f"{desk.team.w}/time-entries", body).expect(201)
    return made


def path(desk: Desk, entry: dict[str, Any], rest: str = "") -> str:
    """The path of an entry."""
    return f"{desk.team.w}/time-entries/{entry['id']}{rest}"


def listed(desk: Desk, query: str = "", *, by: Person | None = None) -> list[int]:
    """The minutes of the entries that a list has on its first page."""
    rows = (by or desk.ann).get(f"{desk.team.w}/time-entries?{query}").expect(200)["data"]
    return [row["minutes"] for row in rows]


def logged(desk: Desk, task: dict[str, Any]) -> int:
    """What is logged on a task in all."""
    found: int = desk.now(task)["logged_minutes"]
    return found


def member(desk: Desk, name: str, role: str) -> Person:
    """A member with a role in the project."""
    person = desk.team.join(name)
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{person.id}", {"role": role}).expect(200)
    return person
