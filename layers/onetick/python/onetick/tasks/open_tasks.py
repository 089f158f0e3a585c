"""The open tasks of a project or a person, for whoever looks at all of them at once."""

from itertools import islice
from typing import TypeVar

from onetick.kernel.patterns import Asked
from onetick.kernel.work import Work

from .model import Summary
from .rows import Assignment, Placement
from .store import PROJECT_BY_DUE, WORK_BY_DUE

Row = TypeVar("Row", Placement, Assignment)

WINDOW = 500
"""Of ordinary tasks that is about a megabyte, which is what one query reads."""


def open_tasks(work: Work, project_id: str, *, most: int) -> tuple[list[Summary], bool]:
    """So many open tasks of a project at most, those that are due first; and whether these are all."""
    return _first(work, PROJECT_BY_DUE.of(org_id=work.org_id, project_id=project_id, state="open"), most)


def own_open_tasks(work: Work, user_id: str, *, most: int) -> tuple[list[Summary], bool]:
    """The same of the tasks that are assigned to somebody in the workspace, whether or not others may see them."""
    parts = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": user_id}
    return _first(work, WORK_BY_DUE.of(**parts, state="open"), most)


def _first(work: Work, asked: Asked[Row], most: int) -> tuple[list[Summary], bool]:
    found = [row.task for row in islice(work.each(asked, window=WINDOW), most + 1)]
    return found[:most], len(found) <= most
