"""Tasks of ClickUp, as a workspace or a list exports them to CSV."""

from collections.abc import Iterator
from pathlib import Path

from onetick.imports.rows import MAX_REMARKS, MAX_TEXT, MAX_TITLE, Mistake, Remark, Row
from onetick.imports.sources import Reading
from onetick.imports.values import category_of, moment, since_1970

from .cells import Cells, cells_of
from .documents import Document, text

_PRIORITIES = {"1": "urgent", "2": "high", "3": "normal", "4": "low", "0": ""}
_TAKEN = {
    "task id", "task custom id", "task name", "task content", "task type", "status", "date created",
    "date created text", "due date", "due date text", "start date", "start date text", "date closed", "date done",
    "parent id", "assignees", "assignee", "tags", "priority", "list name", "list", "time estimated",
    "time estimated text", "points", "sprint points", "comments", "subtasks ids", "date updated",
    "date updated text",
}  # fmt: skip


def read(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The tasks in the order of the file. Raises Unreadable for a table that is no export of ClickUp."""
    for said in cells_of(path, reading, source="ClickUp", needs=("Task ID", "Task Name")):
        yield from _one(said, reading)


def _one(said: Cells, reading: Reading) -> Iterator[Row | Mistake]:
    title, key = said.title("task name"), said.text("task id")
    if not title or not key:
        yield Mistake(said.line, "Task ID" if title else "Task Name", "has no id" if title else "has no title")
        return
    due, start = said.moment("due date", "due date text"), said.moment("start date", "start date text")
    status, custom = said.text("status"), said.text("task custom id")
    estimate, priority = said.number("time estimated"), said.text("priority")
    done = said.moment("date done", "date closed")
    row = Row(
        line=said.line,
        external_id=key,
        aliases=(custom,) if custom else (),
        title=title,
        description=said.text("task content", limit=MAX_TEXT),
        section=said.text("list name", "list") or None,
        status=status or None,
        category=category_of(status) or ("completed" if done else None),
        type=said.text("task type") or None,
        priority=_PRIORITIES.get(priority, priority) or None,
        assignees=said.many("assignees", "assignee"),
        labels=said.many("tags"),
        parent=said.text("parent id") or None,
        start_at=start[0] if start else None,
        due_at=due[0] if due else None,
        all_day=bool(due and due[1]),
        # In milliseconds there.
        estimate_minutes=round(estimate / 60_000) if estimate else None,
        points=said.number("points", "sprint points"),
        completed_at=done[0] if done else None,
        remarks=tuple(_remarks(said, reading)),
        extra=said.others(_TAKEN),
    )
    yield from said.mistakes
    yield row


def _remarks(said: Cells, reading: Reading) -> Iterator[Remark]:
    """The comments, oldest first."""
    found = [one for one in said.documents("comments") if text(one, "text")]
    for one in sorted(found, key=lambda one: text(one, "date"))[:MAX_REMARKS]:
        yield _remark(one, reading)


def _remark(one: Document, reading: Reading) -> Remark:
    when = text(one, "date", limit=MAX_TITLE)
    at = since_1970(when)
    if at is None:
        try:
            found = moment(when, reading.date_order, reading.zone)
        except ValueError:
            found = None
        at = found[0] if found else None
    return Remark(text=text(one, "text"), author=text(one, "by", limit=MAX_TITLE), written_at=at)
