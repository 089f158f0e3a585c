"""Issues of Linear, as it exports them to CSV."""

from collections.abc import Iterator
from pathlib import Path

from onetick.imports.rows import MAX_LINKS, MAX_TEXT, Mistake, Row
from onetick.imports.sources import Reading
from onetick.imports.values import category_of
from onetick.projects.model import Category

from .cells import Cells, cells_of

_TAKEN = {
    "id", "title", "description", "status", "estimate", "priority", "assignee", "labels", "started", "completed",
    "canceled", "due date", "parent issue", "blocked by", "blocks", "uuid", "created", "updated", "team",
}  # fmt: skip


def read(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The issues in the order of the file. Raises Unreadable for a table that is no export of Linear."""
    for said in cells_of(path, reading, source="Linear", needs=("ID", "Title", "Status")):
        yield from _one(said)


def _one(said: Cells) -> Iterator[Row | Mistake]:
    title, key = said.title("title"), said.text("id")
    if not title or not key:
        yield Mistake(said.line, "ID" if title else "Title", "has no id" if title else "has no title")
        return
    due, done, assignee = said.moment("due date"), said.moment("completed"), said.text("assignee")
    status = said.text("status")
    row = Row(
        line=said.line,
        external_id=key,
        title=title,
        description=said.text("description", limit=MAX_TEXT),
        status=status or None,
        category=_category(said, status),
        # What there is no priority of says so in words.
        priority=said.text("priority") or None,
        assignees=(assignee,) if assignee else (),
        labels=said.many("labels"),
        parent=said.text("parent issue") or None,
        blocked_by=said.many("blocked by")[:MAX_LINKS],
        blocks=said.many("blocks")[:MAX_LINKS],
        due_at=due[0] if due else None,
        all_day=bool(due and due[1]),
        points=said.number("estimate"),
        completed_at=done[0] if done else None,
        extra=said.others(_TAKEN),
    )
    yield from said.mistakes
    yield row


def _category(said: Cells, status: str) -> Category | None:
    """What the moments of an issue say of its status, whatever the team calls it."""
    if said.text("canceled"):
        return "cancelled"
    if said.text("completed"):
        return "completed"
    return category_of(status) or ("started" if said.text("started") else None)
