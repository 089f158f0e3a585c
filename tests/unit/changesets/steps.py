"""Short ways to look at change sets and to undo them."""

from typing import Any

from tests.service import Answer, Person
from tests.unit.tasks.desk import Desk

Document = dict[str, Any]
HEADER = "OneTick-Change-Set"
APART = ("version", "updated_at", "status_since", "status_seconds", "started_at")
"""What every change changes, and the time that has gone by."""


def set_of(answer: Answer) -> str:
    """The change set that an answer names."""
    assert answer.status < 300, answer.text
    return answer.headers[HEADER]


def change(desk: Desk, task: Document, by: Person | None = None, **fields: Any) -> str:
    """Change a task; the change set."""
    return set_of((by or desk.ann).patch(desk.url(task), fields))


def seen(desk: Desk, change_set: str, by: Person | None = None) -> Document:
    """A change set."""
    found: Document = (by or desk.ann).get(f"{desk.team.w}/change-sets/{change_set}").expect(200)
    return found


def undo(desk: Desk, change_set: str, *, by: Person | None = None, **options: Any) -> Answer:
    """Undo a change set."""
    return (by or desk.ann).post(f"{desk.team.w}/change-sets/{change_set}/undo", options)


def content(desk: Desk, task: Document) -> Document:
    """A task without what every change changes."""
    now = desk.now(task)
    return {name: value for name, value in now.items() if name not in APART}


def give(desk: Desk, person: Person, role: str) -> None:
    """Give somebody a role in the project of a desk."""
    path = f"{desk.team.w}/projects/{desk.project['id']}/members/{person.id}"
    desk.ann.put(path, {"role": role}).expect(200)


def pages_of(desk: Desk, change_set: str) -> list[list[str]]:
    """What tasks the transactions of a change set changed, page by page."""
    path, pages = f"{desk.team.w}/change-sets/{change_set}/changes", list[list[str]]()
    cursor: str | None = ""
    while cursor is not None:
        page = desk.ann.get(f"{path}?cursor={cursor}" if cursor else path).expect(200)
        pages.append([row["id"] for row in page["data"] if row["kind"] == "task"])
        cursor = page["page"]["next_cursor"]
    return pages
