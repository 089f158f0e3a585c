"""The route restoreStatusUpdate."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.events import OF_PROJECTS
from onetick.projects.model import Project, StatusUpdate
from onetick.projects.restore_status_update import restore_status_update
from onetick.projects.schemas import StatusUpdateView
from onetick.projects.targets import project_with_headlines, status_update_in_trash


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/status-updates/{status_update_id}/restore",
    can="project:edit",
    endpoint="C",
    on=[status_update_in_trash, project_with_headlines],
    emits=[OF_PROJECTS.status_restored],
    problems=[Conflict, Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, update: StatusUpdate, project: Project) -> StatusUpdateView:
    """Restore a status update.

    It comes back from the trash as it was.
    """
    return StatusUpdateView.of(restore_status_update(work, OF_PROJECTS, update, project))
