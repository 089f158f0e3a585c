"""A board of monday, as its menu exports it to Excel, or that sheet saved as CSV.

Its sheet is no table: the board's name comes first, each group begins with its name and a header of its own, and what
belongs to an item stands below it under another header. The updates of all items are on a sheet of their own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from onetick.imports.rows import (
    MAX_LINKS,
    MAX_REMARKS,
    MAX_TEXT,
    MAX_TITLE,
    Mistake,
    Remark,
    Row,
    Unreadable,
)
from onetick.imports.sources import Reading
from onetick.imports.values import category_of

from .cells import Cells
from .tables import Lines, ids_by_title, is_workbook, lines_of, made_up_id
from .workbooks import workbook

_ID = ("item id (auto generated)", "item id")
_TITLES = ("name", "item", "task")
_STATUS = ("status",)
_PEOPLE = ("person", "people", "owner", "assignee", "assigned to")
_DUE = ("due date", "deadline", "timeline - end", "date")
_START = ("start date", "timeline - start")
_LABELS = ("tags", "labels")
_TEXTS = ("description", "notes", "text", "details")
_WAITS = ("dependent on", "dependency", "depends on")
_POINTS = ("story points", "estimated sp", "points")
_TAKEN = {
    *_ID, *_TITLES, *_STATUS, *_PEOPLE, *_DUE, *_START, *_LABELS, *_TEXTS, *_WAITS, *_POINTS, "priority", "subitems",
}  # fmt: skip


def read(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The items in the order of the board, each followed by its subitems. Raises Unreadable when it is no board."""
    said = _updates(path, reading)
    with lines_of(path) as lines:
        ids = ids_by_title(_items(lines, reading))
    if not ids:
        raise Unreadable("The file is not a board of monday: no header has the columns Name and something else.")
    with lines_of(path) as lines:
        for row in _items(lines, reading):
            yield _completed(row, ids, said) if isinstance(row, Row) else row


def _completed(row: Row, ids: Mapping[str, str | None], said: Mapping[str, Sequence[Remark]]) -> Row:
    """With the ids of what it names by title, and with its updates."""
    if not row.blocked_by and row.external_id not in said:
        return row
    waits = tuple(found for title in row.blocked_by if (found := ids.get(title)) is not None)
    return replace(row, blocked_by=waits, remarks=tuple(said.get(row.external_id, ())))


@dataclass(slots=True)
class _Place:
    """Where one is on the board. Without a header, it has not begun."""

    group: str = ""
    header: Sequence[str] = ()
    below: Sequence[str] = ()
    item: str = ""
    before: list[tuple[int, str]] = field(default_factory=list)


def _items(lines: Lines, reading: Reading) -> Iterator[Row | Mistake]:
    at = _Place()
    for line, found in lines:
        cells = [cell.strip() for cell in found]
        names = [cell.casefold() for cell in cells]
        first, alone = cells[0] if cells else "", sum(map(bool, cells)) == 1
        if names[:1] == ["name"] and not alone:
            yield from _lonely(at, at.before[:-1], reading)
            at.group = at.before[-1][1] if at.before else at.group
            at.header, at.below, at.before = names, (), []
        elif names[:2] == ["subitems", "name"]:
            yield from _lonely(at, at.before, reading)
            at.before, at.below = [], names
        elif first and alone:
            # The name of the next group, unless something else than a header follows.
            at.before.append((line, first))
        elif any(cells) and at.header:
            yield from _lonely(at, at.before, reading)
            at.before = []
            yield from _either(at, line, cells, reading)
    yield from _lonely(at, at.before, reading)


def _lonely(at: _Place, found: Sequence[tuple[int, str]], reading: Reading) -> Iterator[Row | Mistake]:
    """Items of which the board says nothing but the name; before the first header, it is the board's own."""
    for line, name in found if at.header else ():
        yield from _either(at, line, [name], reading)


def _either(at: _Place, line: int, cells: Sequence[str], reading: Reading) -> Iterator[Row | Mistake]:
    """An item, or what belongs to one. A line without a name sums up a group."""
    if cells[0]:
        said = Cells(line, at.header, cells, reading)
        at.item, at.below = _id(said, at.group), ()
        yield from _row(said, at, parent=None)
    elif at.below and len(cells) > 1 and cells[1]:
        yield from _row(Cells(line, at.below, cells, reading), at, parent=at.item)


def _id(said: Cells, group: str) -> str:
    return said.text(*_ID) or made_up_id(said.title(*_TITLES), group, str(said.line))


def _row(said: Cells, at: _Place, parent: str | None) -> Iterator[Row | Mistake]:
    due, start, status = said.moment(*_DUE), said.moment(*_START), said.text(*_STATUS)
    row = Row(
        line=said.line,
        external_id=_id(said, at.group),
        title=said.title(*_TITLES),
        description=said.text(*_TEXTS, limit=MAX_TEXT),
        section=at.group[:MAX_TITLE] or None,
        status=status or None,
        category=category_of(status),
        # "Critical ⚠️️": a picture stands behind some.
        priority="".join(mark for mark in said.text("priority") if mark.isalnum()) or None,
        assignees=said.many(*_PEOPLE),
        labels=said.many(*_LABELS),
        parent=parent,
        blocked_by=said.many(*_WAITS)[:MAX_LINKS],
        start_at=start[0] if start else None,
        due_at=due[0] if due else None,
        all_day=bool(due and due[1]),
        points=said.number(*_POINTS),
        extra=said.others(_TAKEN),
    )
    yield from said.mistakes
    yield row


def _updates(path: Path, reading: Reading) -> Mapping[str, Sequence[Remark]]:
    """What was said of each item, oldest first, from the sheet `updates` of a workbook."""
    found: defaultdict[str, list[Remark]] = defaultdict(list)
    if not is_workbook(path):
        return found
    with workbook(path) as sheets:
        lines = next((lines for name, lines in sheets.items() if name.strip().casefold() == "updates"), iter(()))
        header: Sequence[str] = ()
        for line, cells in lines:
            names = [cell.strip().casefold() for cell in cells]
            if not header:
                header = names if "item id" in names else ()
                continue
            said = Cells(line, header, cells, reading)
            body, item = said.text("update content", "body", limit=MAX_TEXT), said.text("item id")
            if body and item:
                at = said.moment("created at")
                found[item].append(
                    Remark(text=body, author=said.text("user", "author"), written_at=at[0] if at else None)
                )
    # The newest stand first there.
    return {item: tuple(reversed(remarks[:MAX_REMARKS])) for item, remarks in found.items()}
