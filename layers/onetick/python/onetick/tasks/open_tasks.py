"""The open tasks of a project, for whoever looks at all of them at once."""

from itertools import islice

from onetick.kernel.work import Work

from .model import Summary
from .store import PROJECT_BY_DUE

WINDOW = 500
"""Of ordinary tasks that is about a megabyte, which is what one query reads."""


def open_tasks(work: Work, project_id: str, *, most: int) -> tuple[list[Summary], bool]:
    """So many open tasks of a project at most, those that are due first; and whether these are all."""
    asked = PROJECT_BY_DUE.of(org_id=work.org_id, project_id=project_id, state="open")
    found = [row.task for row in islice(work.each(asked, window=WINDOW), most + 1)]
    return found[:most], len(found) <= most
