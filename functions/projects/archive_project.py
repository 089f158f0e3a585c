"""The route archiveProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.projects.archive_project import archive_project
from onetick.projects.events import PROJECT_ARCHIVED
from onetick.projects.model import Project
from onetick.projects.schemas import ProjectView
from onetick.projects.targets import project_of_path


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/archive",
    can="project:edit",
    endpoint="C",
    on=project_of_path,
    emits=[PROJECT_ARCHIVED],
    problems=[Conflict, Gone],
)
def handler(work: Work, project: Project) -> ProjectView:
    """Archive a project.

    It can still be looked at, and its members can be changed, but nothing else in it. Lists leave it
    out unless asked.
    """
    return ProjectView.of(archive_project(work, project))
