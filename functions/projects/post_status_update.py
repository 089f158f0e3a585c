"""The route postStatusUpdate."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.projects.events import OF_PROJECTS
from onetick.projects.model import Project
from onetick.projects.post_status_update import post_status_update
from onetick.projects.schemas import NewStatusUpdate, StatusUpdateView
from onetick.projects.targets import project_with_headlines


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/status-updates",
    can="project:edit",
    endpoint="C",
    on=project_with_headlines,
    emits=[OF_PROJECTS.status_posted],
    problems=[Conflict, Gone],
    status=201,
)
def handler(work: Work, project: Project, body: NewStatusUpdate) -> StatusUpdateView:
    """Post a status update.

    Says how the project stands; its health is shown on the project from then on.
    """
    return StatusUpdateView.of(post_status_update(work, OF_PROJECTS, project, body))
