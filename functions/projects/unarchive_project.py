"""The route unarchiveProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.projects.events import PROJECT_UNARCHIVED
from onetick.projects.model import Project
from onetick.projects.schemas import ProjectView
from onetick.projects.targets import project_of_path
from onetick.projects.unarchive_project import unarchive_project


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/unarchive",
    can="project:edit",
    endpoint="C",
    on=project_of_path,
    emits=[PROJECT_UNARCHIVED],
    problems=[Conflict, Gone],
)
def handler(work: Work, project: Project) -> ProjectView:
    """Unarchive a project.

    It can be worked in again, and is listed among the open ones.
    """
    return ProjectView.of(unarchive_project(work, project))
