"""The route createProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.create_project import create_project
from onetick.projects.events import OF_PROJECTS, PROJECT_CREATED, SECTION_CREATED, WORKFLOW_CREATED
from onetick.projects.schemas import NewProject, ProjectView


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects",
    can="project:create",
    endpoint="C",
    emits=[PROJECT_CREATED, OF_PROJECTS.member_added, SECTION_CREATED, WORKFLOW_CREATED],
    problems=[Conflict, QuotaExceeded, Unprocessable],
    status=201,
)
def handler(work: Work, body: NewProject) -> ProjectView:
    """Create a project.

    It starts with the statuses To do, In progress and Done, a section for each, and you as its admin.
    The key is unique in the workspace, projects in the trash included, and never changes. You can
    have a role of your own in at most 500 projects of a workspace.
    """
    return ProjectView.of(create_project(work, body))
