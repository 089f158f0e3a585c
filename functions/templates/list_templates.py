"""The route listTemplates."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.tasks.seeing import project_keys
from onetick.tasks.targets import aside
from onetick.templates.list_templates import list_templates
from onetick.templates.schemas import TemplateFilter
from onetick.templates.views import TemplateRowView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/templates",
    can="template:view",
    endpoint="B",
    on=aside("projects", project_keys),
    grants=[grants.query(TableName.TENANT), grants.query(TableName.TENANT, Index.GSI2)],
)
def handler(work: Work, query: TemplateFilter, paging: Paging) -> Page[TemplateRowView]:
    """List templates.

    Those of the workspace, and those of the projects that you see: a template of a project is seen by
    those who see the project, and by nobody else. Filters look at the rows of a page, so a page may be
    short before the last.
    """
    page = list_templates(work, query, paging)
    return Page([TemplateRowView.of(row) for row in page.data], page.next_cursor)
