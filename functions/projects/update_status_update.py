"""The route updateStatusUpdate."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.events import OF_PROJECTS
from onetick.projects.model import Project, StatusUpdate
from onetick.projects.schemas import StatusUpdateChanges, StatusUpdateView
from onetick.projects.targets import project_with_headlines, status_update_of_path
from onetick.projects.update_status_update import update_status_update


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/status-updates/{status_update_id}",
    can="project:edit",
    endpoint="C",
    on=[status_update_of_path, project_with_headlines],
    emits=[OF_PROJECTS.status_edited],
    problems=[Conflict, Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, update: StatusUpdate, project: Project, body: StatusUpdateChanges) -> StatusUpdateView:
    """Change a status update.

    The health of the latest one is shown on the project; each one says when it was edited.
    """
    return StatusUpdateView.of(update_status_update(work, OF_PROJECTS, update, project, body))
