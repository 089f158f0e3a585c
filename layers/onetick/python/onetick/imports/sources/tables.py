"""Tables with commas, semicolons or tabs, or the first sheet of a workbook: any encoding, any order of columns.

A table is read a line at a time, so its size costs time and no memory.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from onetick.imports.rows import MAX_LABELS, MAX_TEXT, MAX_TITLE, Mistake, Row, Unreadable
from onetick.imports.sources import Reading
from onetick.imports.values import moment, number, truth, words

MAX_COLUMNS = 200


FIELDS: Mapping[str, tuple[str, ...]] = {
    "external_id": ("id", "external id", "task id", "issue key", "key", "issue id", "card id"),
    "title": ("title", "name", "task name", "task", "summary", "subject", "card name"),
    "description": ("description", "notes", "details", "body", "card description"),
    "section": ("section", "section/column", "column", "list", "list name", "group"),
    "status": ("status", "state"),
    "type": ("type", "task type", "issue type", "work item type", "kind"),
    "done": ("done", "completed", "complete", "is complete"),
    "priority": ("priority",),
    "assignees": ("assignee email", "assignees", "assignee", "owner", "assigned to", "responsible"),
    "labels": ("labels", "tags", "label", "tag"),
    "parent": ("parent", "parent id", "parent task", "parent key"),
    "blocked_by": ("blocked by", "blocked by (dependencies)", "depends on", "predecessors"),
    "blocks": ("blocks", "blocking", "blocking (dependencies)", "successors"),
    "start_at": ("start", "start date", "start at", "start on"),
    "due_at": ("due", "due date", "due at", "due on", "deadline"),
    "estimate_minutes": ("estimate minutes", "estimate (minutes)"),
    "points": ("points", "story points", "estimate points"),
    "completed_at": ("completed at", "completed on", "resolved"),
}
"""The names under which spreadsheets know a field; the first that is there is taken."""


def read(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The rows of a table. Raises Unreadable when there is no header, or none of its columns is a title."""
    with table(path) as (header, lines):
        columns = chosen(header, reading.columns)
        if "title" not in columns:
            raise Unreadable("No column is the title. Say which one is, with columns.title.")
        for line, cells in lines:
            yield from _one(line, header, cells, columns, reading)


def chosen(header: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """Which column holds which field: as given, else by its name; a field that is given no column has none.

    Raises Unreadable for a column that is not there.
    """
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        places.setdefault(name.strip().casefold(), place)
    found: dict[str, int] = {}
    for name, column in given.items():
        if not column.strip():
            continue
        if column.strip().casefold() not in places:
            raise Unreadable(f"There is no column {column!r}. There are: {', '.join(header)[:500]}.")
        found[name] = places[column.strip().casefold()]
    for name, known in FIELDS.items():
        match = next((places[word] for word in known if word in places), None)
        if name not in given and match is not None and match not in found.values():
            found[name] = match
    return found


Lines = Iterator[tuple[int, list[str]]]
"""The lines of a table, each with its number in the file."""


@contextmanager
def table(path: Path) -> Iterator[tuple[list[str], Lines]]:
    """The header of a table and its lines. Raises Unreadable."""
    with lines_of(path) as lines:
        header = next((cells for _, cells in lines), None)
        if header is None or not any(cell.strip() for cell in header):
            raise Unreadable("The file is empty.")
        if len(header) > MAX_COLUMNS:
            raise Unreadable(f"A table has at most {MAX_COLUMNS} columns, and this one has {len(header)}.")
        yield header, lines


@contextmanager
def lines_of(path: Path) -> Iterator[Lines]:
    """The lines of a table that has no header, or several. Raises Unreadable."""
    if is_workbook(path):
        from .workbooks import workbook

        with workbook(path) as sheets:
            yield next(iter(sheets.values()))
        return
    with _opened(path) as text:
        sample = text.read(64_000)
        text.seek(0)
        yield _lines(text, _delimiter(sample))


def is_workbook(path: Path) -> bool:
    """Whether a file is one of Excel: all of them are zipped."""
    with path.open("rb") as raw:
        return raw.read(4) == b"PK\x03\x04"


def made_up_id(*parts: str) -> str:
    """A name for a row of a source that gives none: the same for the same content."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def ids_by_title(rows: Iterable[Row | Mistake]) -> Mapping[str, str | None]:
    """The ids of rows by their titles. Of two with the same one nobody can tell which is meant, so it has none."""
    found: dict[str, str | None] = {}
    for row in rows:
        if isinstance(row, Row):
            found[row.title] = row.external_id if row.title not in found else None
    return found


def _one(
    line: int, header: Sequence[str], cells: Sequence[str], columns: Mapping[str, int], reading: Reading
) -> Iterator[Row | Mistake]:
    said = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
    if not any(cell.strip() for cell in cells):
        return
    title = " ".join(said["title"].split())
    if not title:
        yield Mistake(line, header[columns["title"]], "has no title")
        return
    values: dict[str, Any] = {}
    for name, text in said.items():
        try:
            values |= _value(name, text, reading)
        except ValueError as error:
            yield Mistake(line, header[columns[name]], str(error), fatal=False)
    used = set(columns.values())
    extra = {header[place]: cell.strip() for place, cell in enumerate(cells[: len(header)]) if place not in used}
    yield Row(
        line=line,
        external_id=said.get("external_id") or made_up_id(title, said.get("section", ""), str(line)),
        title=title[:MAX_TITLE],
        extra={name: text[:MAX_TEXT] for name, text in extra.items() if text},
        **values,
    )


def _value(name: str, text: str, reading: Reading) -> dict[str, Any]:
    """What a cell says of the fields of a row. Raises ValueError."""
    if name in {"title", "external_id"} or not text:
        return {}
    if name in {"start_at", "due_at", "completed_at"}:
        return _dated(name, text, reading)
    if name in {"assignees", "labels", "blocked_by", "blocks"}:
        return {name: words(text)[:MAX_LABELS]}
    if name == "done":
        return {"done": truth(text)}
    if name == "points":
        return {"points": number(text)}
    if name == "estimate_minutes":
        return {"estimate_minutes": round(number(text) or 0)}
    return {name: text[: MAX_TEXT if name == "description" else MAX_TITLE]}


def _dated(name: str, text: str, reading: Reading) -> dict[str, Any]:
    found = moment(text, reading.date_order, reading.zone)
    if found is None:
        return {}
    at, only_day = found
    return {name: at, "all_day": True} if only_day and name == "due_at" else {name: at}


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """The file as text, in the encoding that its first bytes and its content tell."""
    with path.open("rb") as raw:
        start = raw.read(4)
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and not _is_utf8(path):
        encoding = "cp1252"
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        yield text


def _is_utf8(path: Path) -> bool:
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as raw:
        try:
            while piece := raw.read(1 << 20):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(sample: str) -> str:
    """The separator that the first line with any has most of, quoted text aside."""
    marks = ",;\t|"
    lines = "".join(sample.split('"')[::2]).split("\n")
    first = next((line for line in lines if any(mark in line for mark in marks)), "")
    return max(marks, key=first.count)


def _lines(text: Iterable[str], delimiter: str) -> Lines:
    reader = csv.reader(_without_nul(text), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"Line {reader.line_num} is not a line of a table: {error}.") from None
        yield line, cells


def _without_nul(text: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "") for line in text)
