"""The route listProjectFields."""

from onetick.fields.list_custom_fields import list_project_fields
from onetick.fields.schemas import ProjectFieldView
from onetick.fields.targets import project_with_fields
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.projects.model import Project


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/custom-fields",
    can="field:view",
    endpoint="B",
    on=project_with_fields,
    problems=[Gone],
)
def handler(work: Work, project: Project, paging: Paging) -> Page[ProjectFieldView]:
    """List the custom fields of a project.

    Those that it uses, in its order, archived ones too. At most 50.

    """
    page = list_project_fields(work, project, paging)
    return Page([ProjectFieldView.of(one) for one in page.data], page.next_cursor)
