"""The route getProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.projects.model import Project
from onetick.projects.schemas import ProjectView
from onetick.projects.targets import project_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}",
    can="project:view",
    endpoint="A",
    on=project_of_path,
    problems=[Gone],
)
def handler(project: Project) -> ProjectView:
    """Get a project.

    Who may see it, how it is doing, and whether it is archived. One in the trash is a 410.
    """
    return ProjectView.of(project)
