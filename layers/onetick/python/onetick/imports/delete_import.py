"""Forget an import."""

from onetick.kernel.work import Work

from .create_import import file_of
from .events import IMPORT_DELETED
from .model import Import


def delete_import(work: Work, found: Import) -> None:
    """Forget an import and its file. What it brought in stays, and is found again by another import."""
    work.remove(found)
    work.emit(IMPORT_DELETED, found)
    work.files.remove(file_of(work, found))
