"""The route updateProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.events import PROJECT_UPDATED
from onetick.projects.model import Project
from onetick.projects.schemas import ProjectChanges, ProjectView
from onetick.projects.targets import project_to_change
from onetick.projects.update_project import update_project


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/projects/{project_id}",
    can="project:edit",
    endpoint="C",
    on=project_to_change,
    emits=[PROJECT_UPDATED],
    problems=[Conflict, Gone, Unprocessable],
)
def handler(work: Work, project: Project, body: ProjectChanges) -> ProjectView:
    """Change a project.

    Its visibility, and what members of the workspace may do in it, take effect at once. An archived
    project must be unarchived first.
    """
    return ProjectView.of(update_project(work, project, body))
