"""The route getSprintSettings."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.sprints.schemas import CadenceView
from onetick.sprints.targets import cadence_of, project_with_cadence


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/sprint-settings",
    can="project:view",
    endpoint="A",
    on=project_with_cadence,
    problems=[Gone],
)
def handler(work: Work, project: Project) -> CadenceView:
    """Get the sprint settings of a project.

    How long its sprints usually are, whether several may be active at once, and which are planned and active.
    """
    return CadenceView.of(cadence_of(work, project.id))
