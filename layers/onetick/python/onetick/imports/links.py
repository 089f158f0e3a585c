"""What things of a source became, and where a step of an import goes on."""

from dataclasses import replace

from onetick.kernel.table import Key
from onetick.tasks.model import Task

from .model import Import, ImportLink, mark_of
from .start_import import Reached


def link_key(found: Import, external_id: str) -> Key:
    """Where it stands what a thing of the source became in the project of an import."""
    place = {"org_id": found.org_id, "project_id": found.project_id}
    return ImportLink.key(**place, source=found.source, mark=mark_of(external_id))


def task_key(link: ImportLink) -> Key:
    """Where the task is that a thing became."""
    return Task.key(org_id=link.org_id, id=link.task_id)


def behind(here: Reached, rows: int, count: int) -> Reached | None:
    """Where the next step begins, of a piece with so many rows of which `count` were dealt with; None at the end."""
    if here.row + count < rows:
        return replace(here, row=here.row + count)
    return replace(here, piece=here.piece + 1, row=0) if here.piece + 1 < here.pieces else None
