"""List sprints."""

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Fault, ValidationFailed
from onetick.kernel.work import Work
from onetick.tasks.seeing import seen_projects

from .model import Sprint
from .schemas import SprintFilter
from .store import OF_PROJECT, OF_WORKSPACE


def list_sprints(work: Work, wanted: SprintFilter, paging: Paging) -> Page[Sprint]:
    """One page of the sprints that the caller sees, of a project or of the whole workspace.

    Raises ValidationFailed for the trash of no one project.
    """
    visible = scope(work.standing)
    if wanted.trashed and wanted.project_id is None:
        fault = Fault("query/filter[trashed]", "incomplete", "needs filter[project_id]")
        raise ValidationFailed("The query is not valid.", errors=[fault])
    page = Page[Sprint]([]) if visible.nothing else _page(work, wanted, paging)
    projects = [one.project_id for one in page.data]
    shown = seen_projects(work, visible, projects, archived=wanted.project_id is not None)
    return Page([sprint for sprint in page.data if sprint.project_id in shown], page.next_cursor)


def _page(work: Work, wanted: SprintFilter, paging: Paging) -> Page[Sprint]:
    def keep(sprint: Sprint) -> bool:
        here = sprint.workspace_id == work.workspace_id and (sprint.deleted_at is not None) == wanted.trashed
        return here and wanted.state in (None, sprint.state)

    backwards = wanted.sort == "-created_at"
    if wanted.project_id is None:
        asked = OF_WORKSPACE.of(org_id=work.org_id, workspace_id=work.workspace_id)
        return work.page(asked.backwards() if backwards else asked, paging, keep=keep)
    listed = OF_PROJECT.of(org_id=work.org_id, project_id=wanted.project_id)
    rows = work.page(listed.backwards() if backwards else listed, paging, keep=lambda row: keep(row.sprint))
    return Page([row.sprint for row in rows.data], rows.next_cursor)
