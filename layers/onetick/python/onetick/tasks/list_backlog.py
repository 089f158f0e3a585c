"""List the backlog of a project: what is open there and planned for no sprint."""

from collections.abc import Collection
from dataclasses import replace

from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import CursorMismatch
from onetick.kernel.table import Position
from onetick.kernel.work import Work
from onetick.projects.model import Project, Section
from onetick.projects.targets import outline_of, workflow_of

from .guesses import visited
from .model import Summary
from .rows import Placement
from .store import COLUMN

MAX_WINDOWS = 4
"""How many windows a page reads at most; then it is short."""


def list_backlog(work: Work, project: Project, open_sprints: Collection[str], paging: Paging) -> Page[Summary]:
    """One page of the open tasks that are in none of these sprints, section by section, in the order of the board.

    Sections whose status closes a task are not even looked at, so nothing grows with what was done.
    """
    visited(work.org_id, work.principal.id, project.id)
    sections, rows = _open_sections(work, project), list[Summary]()
    place, start = _beginning(sections, paging)
    for _ in range(MAX_WINDOWS):
        if place >= len(sections) or len(rows) >= paging.limit:
            break
        asked = COLUMN.of(org_id=project.org_id, project_id=project.id, section_id=sections[place].id)
        page = work.page(asked, replace(paging, limit=paging.limit - len(rows), start=start))
        rows += [row.task for row in page.data if _waits(row.task, open_sprints)]
        start = paging.read(page.next_cursor) if page.next_cursor else None
        place += start is None
    if place >= len(sections):
        return Page(rows)
    return Page(rows, paging.cursor(start or _before_all(project, sections[place])))


def _open_sections(work: Work, project: Project) -> list[Section]:
    closed = {status.id for status in workflow_of(work, project).statuses if status.closed}
    return [section for section in outline_of(work, project).sections if section.status_id not in closed]


def _beginning(sections: list[Section], paging: Paging) -> tuple[int, Position | None]:
    """Where to go on. Raises CursorMismatch when that section is gone."""
    if paging.start is None:
        return 0, None
    section_id = paging.start.sk.partition("#")[0]
    for place, section in enumerate(sections):
        if section.id == section_id:
            return place, paging.start
    raise CursorMismatch("The section that this page would go on with is gone. Start again without a cursor.")


def _before_all(project: Project, section: Section) -> Position:
    board = Placement.kind.pk.build({"org_id": project.org_id, "project_id": project.id})
    return Position(board, f"{section.id}#")


def _waits(task: Summary, open_sprints: Collection[str]) -> bool:
    return task.completed_at is None and task.sprint_id not in open_sprints
