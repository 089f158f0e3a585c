"""What a portfolio holds: adding projects, taking them out, and putting them into another order."""

from dataclasses import replace

from onetick.kernel.access import scope
from onetick.kernel.problems import Fault, NotFound, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .events import PORTFOLIO_PROJECT_MOVED, PORTFOLIO_PROJECTS_ADDED, PORTFOLIO_PROJECTS_REMOVED
from .model import MAX_PROJECTS, Contents, Portfolio
from .schemas import ProjectPlace, ProjectsToAdd
from .targets import contents_of


def add_projects(work: Work, portfolio: Portfolio, wanted: ProjectsToAdd) -> Portfolio:
    """The portfolio with these projects; those that are in it already stay where they are.

    Raises Unprocessable for a project that the caller does not see and for an unknown place, QuotaExceeded.
    """
    contents = contents_of(work, portfolio)
    _require_seen(work, wanted.project_ids)
    if wanted.before_id is not None and wanted.before_id not in contents.project_ids:
        raise _unknown("before_id")
    ids = tuple(dict.fromkeys(one for one in wanted.project_ids if one not in contents.project_ids))
    if not ids:
        return portfolio
    after = contents.with_(ids, before_id=wanted.before_id)
    if len(after.project_ids) > MAX_PROJECTS:
        raise QuotaExceeded(f"A portfolio holds at most {MAX_PROJECTS} projects.")
    stored = hold(work, portfolio, after)
    work.emit(PORTFOLIO_PROJECTS_ADDED, stored, before=portfolio, project_ids=ids, before_id=after.behind(ids[-1]))
    return stored


def remove_project(work: Work, portfolio: Portfolio, project_id: str) -> None:
    """Take a project out. Raises NotFound when it is not in it."""
    contents = _holding(work, portfolio, project_id)
    stored = hold(work, portfolio, contents.without([project_id]))
    work.emit(PORTFOLIO_PROJECTS_REMOVED, stored, before=portfolio, project_ids=(project_id,))


def move_project(work: Work, portfolio: Portfolio, project_id: str, place: ProjectPlace) -> Portfolio:
    """The portfolio with a project directly before or behind another.

    Raises NotFound when it is not in it, Unprocessable unless exactly one other project of it is named.
    """
    contents = _holding(work, portfolio, project_id)
    before_id = _behind_it(contents, project_id, place)
    if contents.behind(project_id) == before_id:
        return portfolio
    stored = hold(work, portfolio, contents.with_([project_id], before_id=before_id))
    work.emit(PORTFOLIO_PROJECT_MOVED, stored, before=portfolio, project_id=project_id, before_id=before_id)
    return stored


def hold(work: Work, portfolio: Portfolio, contents: Contents) -> Portfolio:
    """Store what a portfolio holds, and the portfolio with it, whose version counts that, too."""
    work.save(contents)
    return work.save(replace(portfolio, size=len(contents.project_ids), updated_at=work.now))


def _require_seen(work: Work, ids: list[str]) -> None:
    visible = scope(work.standing)
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    faults = []
    for number, one in enumerate(ids):
        project = work.find(Project, Project.key(**place, id=one))
        if project is None or project.deleted_at is not None or not visible.sees(one, project.access):
            faults.append(Fault(f"/project_ids/{number}", "unknown", "is no project that you see"))
    if faults:
        raise Unprocessable("There are no such projects.", errors=faults)


def _holding(work: Work, portfolio: Portfolio, project_id: str) -> Contents:
    contents = contents_of(work, portfolio)
    if project_id not in contents.project_ids:
        raise NotFound()
    return contents


def _behind_it(contents: Contents, project_id: str, place: ProjectPlace) -> str | None:
    """The project that is to follow; None for the end."""
    if (place.before_id is None) == (place.after_id is None):
        fault = Fault("/before_id", "one_of", "either this or after_id, not both")
        raise Unprocessable("Say where.", errors=[fault])
    field = "before_id" if place.before_id is not None else "after_id"
    named = place.before_id or place.after_id or ""
    if named == project_id or named not in contents.project_ids:
        raise _unknown(field)
    return named if field == "before_id" else contents.without([project_id]).behind(named)


def _unknown(field: str) -> Unprocessable:
    fault = Fault(f"/{field}", "unknown", "must be another project of the portfolio")
    return Unprocessable("There is no such other project.", errors=[fault])
