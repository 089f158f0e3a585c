"""List the milestones of a project."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .guesses import visited
from .model import State, Summary, half_of
from .store import MILESTONES, MILESTONES_HALF


def list_milestones(work: Work, project: Project, state: State | None, paging: Paging) -> Page[Summary]:
    """One page of the tasks that are milestones, by due date: those to come, then those that were reached."""
    visited(work.org_id, work.principal.id, project.id)
    place = {"org_id": project.org_id, "project_id": project.id}
    asked = MILESTONES.of(**place) if state is None else MILESTONES_HALF.of(**place, half=half_of(state))
    page = work.page(asked, paging)
    return Page([row.task for row in page.data], page.next_cursor)
