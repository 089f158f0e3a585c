"""The route listForms."""

from onetick.forms.list_forms import list_forms
from onetick.forms.schemas import FormFilter, FormView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.seeing import project_keys
from onetick.tasks.targets import aside


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/forms",
    can="form:view",
    endpoint="B",
    on=aside("projects", project_keys),
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: FormFilter, paging: Paging) -> Page[FormView]:
    """List forms.

    Those of the projects that you see, or of one project.
    """
    page = list_forms(work, query, paging)
    return Page([FormView.of(form) for form in page.data], page.next_cursor)
