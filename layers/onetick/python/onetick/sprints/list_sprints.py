"""List sprints."""

from collections.abc import Sequence

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Fault, ValidationFailed
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work
from onetick.tasks.guesses import RECENT, projects_of, visited
from onetick.tasks.targets import access_key

from .model import Sprint
from .schemas import SprintFilter
from .store import OF_PROJECT, OF_WORKSPACE


def project_keys(at: Arrival) -> Sequence[Key]:
    """The access facts of the project that is asked for, or of those the caller was in lately."""
    named = at.query.project_id
    projects = (named,) if named else projects_of(at.org, at.principal.id)
    return [access_key(at, project) for project in projects]


def list_sprints(work: Work, wanted: SprintFilter, paging: Paging) -> Page[Sprint]:
    """One page of the sprints that the caller sees, of a project or of the whole workspace.

    Raises ValidationFailed for the trash of no one project.
    """
    visible = scope(work.standing)
    if wanted.trashed and wanted.project_id is None:
        fault = Fault("query/filter[trashed]", "incomplete", "needs filter[project_id]")
        raise ValidationFailed("The query is not valid.", errors=[fault])
    page = Page[Sprint]([]) if visible.nothing else _page(work, wanted, paging)
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    keys = {one.project_id: ProjectAccess.key(**place, project_id=one.project_id) for one in page.data}
    work.prefetch(keys.values())
    for project_id in list(keys)[-RECENT:]:
        visited(work.org_id, work.principal.id, project_id)

    def sees(sprint: Sprint) -> bool:
        access = work.find(ProjectAccess, keys[sprint.project_id])
        if access is None or access.deleted or (access.archived and wanted.project_id is None):
            return False
        return visible.sees(sprint.project_id, access)

    return Page([sprint for sprint in page.data if sees(sprint)], page.next_cursor)


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
