"""The route listProjects."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.list_projects import list_projects
from onetick.projects.schemas import ProjectFilter, ProjectView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects",
    can="project:view",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: ProjectFilter, paging: Paging) -> Page[ProjectView]:
    """List projects.

    The projects of the workspace that you may see, oldest first. Archived ones are left out unless
    asked for, and those in the trash are listed on their own. A page may be short, even empty, and
    not be the last: go on while there is a cursor.
    """
    page = list_projects(work, query, paging)
    return Page([ProjectView.of(found) for found in page.data], page.next_cursor)
