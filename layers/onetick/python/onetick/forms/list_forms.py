"""List forms."""

from collections.abc import Sequence

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work
from onetick.tasks.guesses import RECENT, projects_of, visited
from onetick.tasks.targets import access_key

from .model import Form
from .schemas import FormFilter
from .store import FORMS, FORMS_OF_PROJECT


def project_keys(at: Arrival) -> Sequence[Key]:
    """The access facts of the project that is asked for, or of those the caller was in lately."""
    named = at.query.project_id
    projects = (named,) if named else projects_of(at.org, at.principal.id)
    return [access_key(at, project) for project in projects]


def list_forms(work: Work, wanted: FormFilter, paging: Paging) -> Page[Form]:
    """One page of the forms of the projects that the caller sees."""
    visible = scope(work.standing)
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    asked = FORMS_OF_PROJECT.of(**place, project_id=wanted.project_id) if wanted.project_id else FORMS.of(**place)
    page = work.page(asked, paging, keep=lambda row: (row.form.deleted_at is not None) == wanted.trashed)
    keys = {row.project_id: ProjectAccess.key(**place, project_id=row.project_id) for row in page.data}
    work.prefetch(keys.values())
    for project_id in list(keys)[-RECENT:]:
        visited(work.org_id, work.principal.id, project_id)

    def sees(project_id: str) -> bool:
        access = work.find(ProjectAccess, keys[project_id])
        return access is not None and not access.deleted and visible.sees(project_id, access)

    return Page([row.form for row in page.data if sees(row.project_id)], page.next_cursor)
