"""List the backlog of a project: what is open there and planned for no sprint."""

from collections.abc import Collection, Sequence
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
from .store import BOARD

MAX_WINDOWS = 4
"""How many windows are read at most until one has something to show."""

Run = Sequence[str]
"""Sections that follow one another in the backlog as well as on the board's partition: one window reads on."""


def list_backlog(work: Work, project: Project, open_sprints: Collection[str], paging: Paging) -> Page[Summary]:
    """One page of the open tasks that are in none of these sprints, section by section, in the order of the board.

    Sections whose status closes a task are not even looked at, so nothing grows with what was done. A
    page does not go beyond its run of sections: those of a board that nobody rearranged are one.
    """
    visited(work.org_id, work.principal.id, project.id)
    runs, rows = _runs(work, project), list[Summary]()
    place, start = _beginning(runs, paging)
    for _ in range(MAX_WINDOWS):
        if place >= len(runs) or rows:
            break
        page = _window(work, project, runs[place], replace(paging, start=start))
        rows += [row.task for row in page.data if row.section_id in runs[place] and _waits(row.task, open_sprints)]
        start = paging.read(page.next_cursor) if page.next_cursor else None
        place += start is None
    if place >= len(runs):
        return Page(rows)
    return Page(rows, paging.cursor(start or _before_all(project, runs[place])))


def _runs(work: Work, project: Project) -> list[Run]:
    """The open sections in the order of the board, as few runs as they make.

    The partition is in the order of the sections' ids, which is that in which they were made.
    """
    sections = outline_of(work, project).sections
    behind = dict(zip(made := sorted(section.id for section in sections), made[1:], strict=False))
    runs: list[list[str]] = []
    for section in _open(work, project, sections):
        if runs and behind.get(runs[-1][-1]) == section.id:
            runs[-1].append(section.id)
        else:
            runs.append([section.id])
    return list(runs)


def _open(work: Work, project: Project, sections: Sequence[Section]) -> list[Section]:
    closed = {status.id for status in workflow_of(work, project).statuses if status.closed}
    return [section for section in sections if section.status_id not in closed]


def _window(work: Work, project: Project, run: Run, paging: Paging) -> Page[Placement]:
    bounds = {"after": f"{run[0]}#", "before": f"{run[-1]}#~"}
    return work.page(BOARD.of(org_id=project.org_id, project_id=project.id, **bounds), paging)


def _beginning(runs: Sequence[Run], paging: Paging) -> tuple[int, Position | None]:
    """Where to go on. Raises CursorMismatch when that section is gone."""
    if paging.start is None:
        return 0, None
    section_id, _, rank = paging.start.sk.partition("#")
    for place, run in enumerate(runs):
        if section_id in run:
            return place, paging.start if rank or section_id != run[0] else None
    raise CursorMismatch("The section that this page would go on with is gone. Start again without a cursor.")


def _before_all(project: Project, run: Run) -> Position:
    board = Placement.kind.pk.build({"org_id": project.org_id, "project_id": project.id})
    return Position(board, f"{run[0]}#")


def _waits(task: Summary, open_sprints: Collection[str]) -> bool:
    return task.completed_at is None and task.sprint_id not in open_sprints
