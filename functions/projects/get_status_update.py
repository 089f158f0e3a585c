"""The route getStatusUpdate."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.projects.model import Project, StatusUpdate
from onetick.projects.schemas import StatusUpdateView
from onetick.projects.targets import project_of_path, status_update_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/status-updates/{status_update_id}",
    can="project:view",
    endpoint="A",
    on=[status_update_of_path, project_of_path],
    problems=[Gone],
)
def handler(update: StatusUpdate, project: Project) -> StatusUpdateView:
    """Get a status update.

    How the project stood on that day, in the words of whoever wrote it.
    """
    return StatusUpdateView.of(update)
