"""The route listStatusUpdates."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.reporting import list_status_updates
from onetick.projects.schemas import StatusUpdateFilter, StatusUpdateView
from onetick.projects.targets import project_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/status-updates",
    can="project:view",
    endpoint="B",
    on=project_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, project: Project, query: StatusUpdateFilter, paging: Paging) -> Page[StatusUpdateView]:
    """List status updates.

    Those of the project, newest first. `filter[trashed]=true` lists the trash.
    """
    page = list_status_updates(work, project, paging, trashed=query.trashed)
    return Page([StatusUpdateView.of(found) for found in page.data], page.next_cursor)
