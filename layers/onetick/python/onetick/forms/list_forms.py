"""List forms."""

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.tasks.seeing import seen_projects

from .model import Form
from .schemas import FormFilter
from .store import FORMS, FORMS_OF_PROJECT


def list_forms(work: Work, wanted: FormFilter, paging: Paging) -> Page[Form]:
    """One page of the forms of the projects that the caller sees."""
    visible = scope(work.standing)
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    asked = FORMS_OF_PROJECT.of(**place, project_id=wanted.project_id) if wanted.project_id else FORMS.of(**place)
    page = work.page(asked, paging, keep=lambda row: (row.form.deleted_at is not None) == wanted.trashed)
    shown = seen_projects(work, visible, [row.project_id for row in page.data])
    return Page([row.form for row in page.data if row.project_id in shown], page.next_cursor)
