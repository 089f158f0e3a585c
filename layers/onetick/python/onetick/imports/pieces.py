"""The rows of a file, read once and laid down in pieces that a step can take."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onetick.kernel.objects import ObjectKey
from onetick.kernel.work import Work

from .model import FOLDER
from .rows import Row

if TYPE_CHECKING:
    from pydantic import TypeAdapter

ROWS_OF_PIECE = 100


@cache
def _adapter() -> "TypeAdapter[list[Row]]":
    from pydantic import TypeAdapter

    return TypeAdapter(list[Row])


def lay_down(work: Work, import_id: str, job_id: str, rows: Iterable[Row]) -> int:
    """Store rows in pieces; how many pieces. The same rows give the same pieces, however often it is done."""
    count = 0
    for piece in _batches(rows):
        work.files.write(_key(work, import_id, job_id, count), _adapter().dump_json(piece), content_type=_JSON)
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


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS_OF_PIECE:
            yield batch
            batch = []
    if batch:
        yield batch
