"""What a portfolio shows: its projects, each as it now is, to everybody those that they see."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import rights_in
from onetick.tasks.work_done import WorkDone, done_of_project, work_done_keys

from .model import Portfolio
from .schemas import PortfolioSummaryView, WorkDoneView
from .targets import contents_of

PAGE = 20
"""How many projects a page has at most: with the counts of their tasks they are one read."""

AT_ONCE_THEN = 100
"""Looking back, so many projects are summed up at most: each is looked up by itself in the past, with its counts."""

_OVER = ("complete", "dropped")


@dataclass(frozen=True, slots=True)
class Row:
    """A project, and what of it is done."""

    project: Project
    done: WorkDone


def list_rows(work: Work, portfolio: Portfolio, paging: Paging) -> Page[Row]:
    """One page of the projects of a portfolio that the caller sees, in their order."""
    page = paging.slice(contents_of(work, portfolio).project_ids)
    visible = scope(work.standing)
    rows = [row for row in _rows(work, page.data) if visible.sees(row.project.id, rights_in(work, row.project))]
    return Page(rows, page.next_cursor)


def summary_of(work: Work, portfolio: Portfolio, today: date | None) -> PortfolioSummaryView:
    """What the projects of a portfolio come to that the caller sees, and how many more there are.

    Raises Unprocessable when it looks back at more projects than `AT_ONCE_THEN`.
    """
    day = today or work.now.date()
    visible = scope(work.standing)
    ids = contents_of(work, portfolio).project_ids
    if work.then is not None and len(ids) > AT_ONCE_THEN:
        fault = Fault("query/as_of", "too_many", f"is for portfolios of at most {AT_ONCE_THEN} projects then")
        raise Unprocessable("Go through its projects as of then instead, page by page.", errors=[fault])
    every = list(_rows(work, ids))
    rows = [row for row in every if visible.sees(row.project.id, rights_in(work, row.project))]
    projects = [row.project for row in rows]
    done = WorkDone()
    for row in rows:
        done = done.and_(row.done)
    return PortfolioSummaryView(
        projects=len(rows),
        hidden=len(every) - len(rows),
        archived=sum(project.archived for project in projects),
        health=Counter(project.health or "none" for project in projects),
        progress=WorkDoneView.of(done),
        overdue=sum(_overdue(project, day) for project in projects),
        start_on=min((project.start_on for project in projects if project.start_on), default=None),
        due_on=max((project.due_on for project in projects if project.due_on), default=None),
    )


def _overdue(project: Project, day: date) -> bool:
    if project.due_on is None or project.archived or project.health in _OVER:
        return False
    return project.due_on < day


def _rows(work: Work, ids: Sequence[str]) -> Iterator[Row]:
    """The projects that are not in the trash, and what of each is done; all is read at once."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    keys = {one: Project.key(**place, id=one) for one in ids}
    work.prefetch([*keys.values(), *_counts(work, ids), *_rights(work, ids)])
    for one, key in keys.items():
        project = work.find(Project, key)
        if project is not None and project.deleted_at is None:
            yield Row(project, done_of_project(work, one))


def _counts(work: Work, ids: Sequence[str]) -> Iterator[Key]:
    return (key for one in ids for key in work_done_keys(work.org_id, one))


def _rights(work: Work, ids: Sequence[str]) -> Iterator[Key]:
    """What tells the rights in projects as they were then: who looks back has only today's."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    return (ProjectAccess.key(**place, project_id=one) for one in ids if work.then is not None)
