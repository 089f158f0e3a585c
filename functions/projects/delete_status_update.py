"""The route deleteStatusUpdate."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.delete_status_update import delete_status_update
from onetick.projects.events import OF_PROJECTS
from onetick.projects.model import Project, StatusUpdate
from onetick.projects.targets import project_with_headlines, status_update_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/status-updates/{status_update_id}",
    can="project:edit",
    endpoint="C",
    on=[status_update_of_path, project_with_headlines],
    emits=[OF_PROJECTS.status_deleted],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, update: StatusUpdate, project: Project) -> None:
    """Delete a status update.

    It goes to the trash, from where it can be restored for 30 days. The project shows the health that the
    latest of the others says.
    """
    delete_status_update(work, OF_PROJECTS, update, project)
