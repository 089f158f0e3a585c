"""The route listStatusUpdates."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.schemas import StatusUpdateFilter, StatusUpdateView
from onetick.projects.store import STATUS_UPDATES
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
    asked = STATUS_UPDATES.of(org_id=project.org_id, project_id=project.id)
    page = work.page(asked, paging, keep=lambda row: (row.deleted_at is not None) == query.trashed)
    return Page([StatusUpdateView.of(found) for found in page.data], page.next_cursor)
