"""A project of Asana, as its menu exports it: to JSON with everything, or to CSV."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from onetick.imports.rows import MAX_LABELS, MAX_LINKS, MAX_TITLE, Mistake, Row, Unreadable
from onetick.imports.sources import Reading

from . import tables
from .documents import Document, moment_of, opened, parts, text

MAX_DEPTH = 30


def read(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The tasks, each followed by its subtasks."""
    with path.open("rb") as raw:
        start = raw.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{"):
        yield from _table(path, reading)
        return
    document = opened(path)
    if not isinstance(document.get("data"), list):
        raise Unreadable("The file is not an export of Asana: it has no data.")
    for line, (task, parent) in enumerate(_walk(document, "data", None, 0), start=1):
        yield from _one(line, task, parent, reading)


def _table(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The tasks of a table, which names parents and dependencies by their titles."""
    ids = tables.ids_by_title(tables.read(path, reading))
    for row in tables.read(path, reading):
        yield _by_ids(row, ids) if isinstance(row, Row) and (row.parent or row.blocked_by or row.blocks) else row


def _by_ids(row: Row, ids: Mapping[str, str | None]) -> Row:
    def named(titles: tuple[str, ...]) -> tuple[str, ...]:
        whole = ", ".join(titles)
        return tuple(ids.get(one) or one for one in ((whole,) if ids.get(whole) else titles))

    [parent] = named((row.parent,)) if row.parent else (None,)
    return replace(row, parent=parent, blocked_by=named(row.blocked_by), blocks=named(row.blocks))


def _walk(document: Document, name: str, parent: str | None, depth: int) -> Iterator[tuple[Document, str | None]]:
    for task in parts(document, name):
        yield task, parent
        if depth < MAX_DEPTH:
            yield from _walk(task, "subtasks", text(task, "gid"), depth + 1)


def _one(line: int, task: Document, parent: str | None, reading: Reading) -> Iterator[Row | Mistake]:
    title = " ".join(text(task, "name").split())[:MAX_TITLE]
    if not title:
        yield Mistake(line, "name", "has no title")
        return
    due = moment_of(task, "due_at", reading=reading) or moment_of(task, "due_on", reading=reading)
    start, done = moment_of(task, "start_on", reading=reading), moment_of(task, "completed_at", reading=reading)
    place = next(parts(task, "memberships"), {})
    assignee = text(task, "assignee", "email") or text(task, "assignee", "name")
    yield Row(
        line=line,
        external_id=text(task, "gid"),
        title=title,
        description=text(task, "notes"),
        section=text(place, "section", "name", limit=MAX_TITLE) or None,
        done=task.get("completed") is True,
        assignees=(assignee,) if assignee else (),
        labels=tuple(filter(None, (text(tag, "name") for tag in parts(task, "tags"))))[:MAX_LABELS],
        parent=parent or text(task, "parent", "gid") or None,
        blocked_by=tuple(filter(None, (text(one, "gid") for one in parts(task, "dependencies"))))[:MAX_LINKS],
        blocks=tuple(filter(None, (text(one, "gid") for one in parts(task, "dependents"))))[:MAX_LINKS],
        start_at=start[0] if start else None,
        due_at=due[0] if due else None,
        all_day=bool(due and due[1]),
        completed_at=done[0] if done else None,
        extra={
            text(one, "name", limit=MAX_TITLE): text(one, "display_value")
            for one in parts(task, "custom_fields")
            if text(one, "name") and text(one, "display_value")
        },
    )
