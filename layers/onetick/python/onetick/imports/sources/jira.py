"""Issues of Jira, as its search exports them to CSV: what an issue has several of stands in several columns."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onetick.imports.rows import (
    MAX_LABELS,
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
from onetick.imports.values import category_of, moment, number

from .tables import table

_KNOWN = {
    "summary", "issue key", "issue id", "parent", "parent id", "description", "status", "priority", "assignee",
    "labels", "due date", "resolved", "original estimate", "comment", "inward issue link (blocks)",
    "outward issue link (blocks)", "issue type", "status category",
}  # fmt: skip
_POINTS = re.compile(r"(custom field \()?story points?( estimate)?\)?")
_DONE = {"done", "closed", "resolved", "complete", "completed"}

Cells = Mapping[str, Sequence[str]]


def read(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The issues in the order of the file. Raises Unreadable for a table without summaries."""
    with table(path) as (header, lines):
        names = [name.strip().casefold() for name in header]
        if "summary" not in names:
            raise Unreadable("The file is not an export of Jira: it has no column Summary.")
        for line, cells in lines:
            said: defaultdict[str, list[str]] = defaultdict(list)
            for name, cell in zip(names, cells, strict=False):
                if cell.strip():
                    said[name].append(cell.strip())
            if said:
                yield from _one(line, said, reading)


def _one(line: int, said: Cells, reading: Reading) -> Iterator[Row | Mistake]:
    title = " ".join(_first(said, "summary").split())[:MAX_TITLE]
    if not title:
        yield Mistake(line, "Summary", "has no title")
        return
    values: dict[str, Any] = {}
    for column, take in (("due date", _due), ("resolved", _resolved), ("original estimate", _estimate)):
        try:
            values |= take(_first(said, column), reading)
        except ValueError as error:
            yield Mistake(line, column.capitalize(), str(error), fatal=False)
    points = next((cells[0] for name, cells in said.items() if _POINTS.fullmatch(name)), "")
    try:
        values["points"] = number(points)
    except ValueError as error:
        yield Mistake(line, "Story points", str(error), fatal=False)
    status = _first(said, "status")
    yield Row(
        line=line,
        # Sub-tasks name their parents by the id, which Jira exports beside the key.
        external_id=_first(said, "issue id") or _first(said, "issue key"),
        aliases=(_first(said, "issue key"),) if said.get("issue id") and said.get("issue key") else (),
        title=title,
        description=_first(said, "description")[:MAX_TEXT],
        status=status or None,
        category=category_of(_first(said, "status category")),
        done=status.casefold() in _DONE or "completed_at" in values,
        type=_first(said, "issue type")[:MAX_TITLE] or None,
        priority=_first(said, "priority") or None,
        assignees=tuple(said.get("assignee", ())[:1]),
        labels=tuple(said.get("labels", ()))[:MAX_LABELS],
        parent=_first(said, "parent id") or _first(said, "parent") or None,
        blocked_by=tuple(said.get("inward issue link (blocks)", ()))[:MAX_LINKS],
        blocks=tuple(said.get("outward issue link (blocks)", ()))[:MAX_LINKS],
        remarks=tuple(_remark(text, reading) for text in said.get("comment", ())[:MAX_REMARKS]),
        extra={
            name: ", ".join(cells)[:MAX_TEXT]
            for name, cells in said.items()
            if name not in _KNOWN and not _POINTS.fullmatch(name)
        },
        **values,
    )


def _first(said: Cells, name: str) -> str:
    return next(iter(said.get(name, ())), "")


def _due(text: str, reading: Reading) -> dict[str, Any]:
    """Jira writes a due date as midnight of its day."""
    found = moment(text, reading.date_order, reading.zone)
    if found is None:
        return {}
    at, only_day = found
    local = at.astimezone(reading.zone)
    return {"due_at": at, "all_day": only_day or (local.hour, local.minute) == (0, 0)}


def _resolved(text: str, reading: Reading) -> dict[str, Any]:
    found = moment(text, reading.date_order, reading.zone)
    return {"completed_at": found[0]} if found else {}


def _estimate(text: str, reading: Reading) -> dict[str, Any]:
    """In seconds there."""
    seconds = number(text)
    return {} if seconds is None else {"estimate_minutes": round(seconds / 60)}


def _remark(text: str, reading: Reading) -> Remark:
    """A comment is written as its date, its author and its text, with semicolons between them."""
    date, _, rest = text.partition(";")
    author, mark, body = rest.partition(";")
    try:
        written = moment(date, reading.date_order, reading.zone)
    except ValueError:
        written = None
    if written is None or not mark:
        return Remark(text=text[:MAX_TEXT])
    return Remark(text=body.strip()[:MAX_TEXT], author=author.strip(), written_at=written[0])
