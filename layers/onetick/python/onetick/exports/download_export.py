"""Fetch the file of an export, and forget it."""

from onetick.kernel.objects import ObjectKey
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .events import EXPORT_DELETED, EXPORT_DOWNLOADED
from .model import FOLDER, Export

SECONDS = 60
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "onetick_archive": "application/zip",
}


def file_of(work: Work, found: Export) -> ObjectKey:
    """Where the file of an export is."""
    return work.files.key(FOLDER, found.id, "file")


def download_export(work: Work, found: Export) -> str:
    """An address of the file, which works for `SECONDS`. That it was given out is recorded. Raises Conflict."""
    if found.state != "ready":
        raise Conflict("The file is not ready yet. Ask for its job.")
    work.emit(EXPORT_DOWNLOADED, found)
    return work.files.download(
        file_of(work, found), name=found.file_name, content_type=CONTENT_TYPES[found.format], seconds=SECONDS
    )


def delete_export(work: Work, found: Export) -> None:
    """Forget an export and its file."""
    work.remove(found)
    work.emit(EXPORT_DELETED, found)
    work.files.remove(file_of(work, found))
