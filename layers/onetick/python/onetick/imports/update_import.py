"""Change how a file is to be read."""

from dataclasses import replace

from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .events import IMPORT_UPDATED
from .model import Import
from .schemas import ImportChanges


def update_import(work: Work, found: Import, changes: ImportChanges) -> Import:
    """The import with another manner. Raises Conflict when it was applied already."""
    if found.applied_at is not None:
        raise Conflict("It was applied already. Make another import.")
    after = replace(found, manner=replace(found.manner, **changes.given))
    if after == found:
        return found
    stored = work.save(replace(after, updated_at=work.now))
    work.emit(IMPORT_UPDATED, stored, before=found)
    return stored
