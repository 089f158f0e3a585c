"""The route restoreProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.projects.events import PROJECT_RESTORED
from onetick.projects.model import Project
from onetick.projects.restore_project import restore_project
from onetick.projects.schemas import ProjectView
from onetick.projects.targets import project_in_trash


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/restore",
    can="project:delete",
    endpoint="C",
    on=project_in_trash,
    emits=[PROJECT_RESTORED],
    problems=[Conflict, Gone],
)
def handler(work: Work, project: Project) -> ProjectView:
    """Restore a project.

    Takes it out of the trash, with everything in it and the same members.
    """
    return ProjectView.of(restore_project(work, project))
