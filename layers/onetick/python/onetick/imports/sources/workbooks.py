"""Workbooks of Excel, read a row at a time as text; formulas are what they came to when it was saved.

A workbook is a zip of XML: before anything of it is opened, its members are held to bounds, which zipfile enforces.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from onetick.imports.rows import Unreadable

MAX_MEMBERS = 2_000
MAX_BYTES = 200_000_000
"""Unpacked, of all members together."""
MAX_PART = 10_000_000
"""Of a member that is neither a sheet nor the texts: it is held in memory as a whole."""
MAX_ELEMENTS = 100_000
"""Between one row, or text, and the next: a row is held in memory as a whole, and Excel's have 16,384 cells."""
MAX_TEXTS = 60_000_000
"""Of the member with the texts of all cells, which is held in memory."""
MAX_LINES = 300_000
MAX_COLUMNS = 200
MAX_SHEETS = 20


@contextmanager
def workbook(path: Path) -> Iterator[Mapping[str, Iterator[tuple[int, list[str]]]]]:
    """The sheets by their names, in their order: of each the lines with their numbers. Raises Unreadable."""
    _check(path)
    from openpyxl import load_workbook

    # It goes by the name of a path, and by the content of a file.
    with path.open("rb") as raw:
        try:
            book = load_workbook(raw, read_only=True, data_only=True, keep_links=False)
            sheets = book.worksheets[:MAX_SHEETS]
        except Exception:
            raise _unreadable() from None
        if not sheets:
            raise _unreadable()
        yield {sheet.title: _lines(sheet) for sheet in sheets}


def _check(path: Path) -> None:
    """Raises Unreadable for what unpacks to more than it may."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_BYTES:
                raise _too_large()
            for member in members:
                _check_member(packed, member)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, RuntimeError, EOFError):
        raise _unreadable() from None


def _check_member(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    name = member.filename.casefold()
    if not name.endswith((".xml", ".rels")):
        return
    is_texts = name.endswith("sharedstrings.xml")
    if is_texts or "/worksheets/" in name:
        if is_texts and member.file_size > MAX_TEXTS:
            raise _too_large()
        with packed.open(member) as file:
            _check_elements(file)
    elif member.file_size > MAX_PART:
        raise _too_large()


def _check_elements(file: IO[bytes]) -> None:
    """Raises Unreadable for a row, or a text, of more elements than one may have."""
    inside = 0

    def start(name: str, attributes: object) -> None:
        nonlocal inside
        inside = 0 if name.rpartition(":")[2] in ("row", "si") else inside + 1
        if inside > MAX_ELEMENTS:
            raise _too_large()

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    while piece := file.read(1 << 20):
        parser.Parse(piece)


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    # What the sheet says of its own size need not be true.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MAX_LINES + 1, max_col=MAX_COLUMNS, values_only=True)
    number = 0
    while True:
        # What hostile XML makes the library raise has no common base.
        try:
            row = next(rows, None)
        except Exception:
            raise _unreadable() from None
        if row is None:
            return
        number += 1
        if number > MAX_LINES:
            raise Unreadable(f"A sheet has at most {MAX_LINES:,} lines. Split it.")
        last = max((place for place, cell in enumerate(row, start=1) if cell is not None), default=0)
        if last:
            yield number, [_text(cell) for cell in row[:last]]


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
        case date():
            return cell.isoformat()
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case _:
            return str(cell)


def _too_large() -> Unreadable:
    return Unreadable("The workbook is too large. Split it, or save its sheet as CSV.")


def _unreadable() -> Unreadable:
    return Unreadable("The workbook cannot be read. Save it again, or its sheet as CSV.")
