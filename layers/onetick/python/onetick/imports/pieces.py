"""The rows of a file, read once and laid down in pieces that a step can take."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from onetick.kernel.jobs import ItemError
from onetick.kernel.objects import ObjectKey
from onetick.kernel.work import Work

from .model import FOLDER
from .rows import Row

if TYPE_CHECKING:
    from pydantic import TypeAdapter

ROWS_OF_PIECE = 500
BYTES_OF_PIECE = 4_000_000
"""A piece has no more rows, and ends behind the row with which it is as large."""


@cache
def _adapter() -> "TypeAdapter[list[Row]]":
    from pydantic import TypeAdapter

    return TypeAdapter(list[Row])


@cache
def _row() -> "TypeAdapter[Row]":
    from pydantic import TypeAdapter

    return TypeAdapter(Row)


def by_line(errors: Sequence[ItemError], rows: Sequence[Row]) -> list[ItemError]:
    """Errors that name the line of a row, in the place of its place among these rows."""
    return [replace(error, index=rows[error.index or 0].line) for error in errors]


def lay_down(work: Work, import_id: str, job_id: str, rows: Iterable[Row]) -> int:
    """Store rows in pieces; how many pieces. The same rows give the same pieces, however often it is done."""
    count = 0
    for piece in _batches(rows):
        work.files.write(_key(work, import_id, job_id, count), piece, content_type=_JSON)
        count += 1
    return count


def piece_of(work: Work, import_id: str, job_id: str, number: int) -> Sequence[Row]:
    """The rows of a piece; the latest is kept, since a job's next step mostly goes on with it."""
    global _latest
    key = _key(work, import_id, job_id, number)
    if _latest is None or _latest[0] != str(key):
        _latest = (str(key), _adapter().validate_json(work.files.read(key)))
    return _latest[1]


_JSON = "application/json"
_latest: tuple[str, Sequence[Row]] | None = None


def _key(work: Work, import_id: str, job_id: str, number: int) -> ObjectKey:
    return work.files.key(FOLDER, import_id, job_id, f"{number:06}")


def _batches(rows: Iterable[Row]) -> Iterator[bytes]:
    batch: list[bytes] = []
    size = 0
    for row in rows:
        batch.append(_row().dump_json(row, exclude_defaults=True))
        size += len(batch[-1])
        if len(batch) == ROWS_OF_PIECE or size >= BYTES_OF_PIECE:
            yield b"[" + b",".join(batch) + b"]"
            batch, size = [], 0
    if batch:
        yield b"[" + b",".join(batch) + b"]"
