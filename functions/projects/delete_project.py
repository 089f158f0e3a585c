"""The route deleteProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.projects.delete_project import delete_project
from onetick.projects.events import PROJECT_DELETED
from onetick.projects.model import Project
from onetick.projects.targets import project_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/projects/{project_id}",
    can="project:delete",
    endpoint="C",
    on=project_of_path,
    emits=[PROJECT_DELETED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, project: Project) -> None:
    """Delete a project.

    It goes to the trash with everything in it, from where it can be restored for 30 days. Its key
    stays taken meanwhile.
    """
    delete_project(work, project)
