"""The route putSprintSettings."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import project_of_path
from onetick.sprints.events import CADENCE_UPDATED
from onetick.sprints.model import Cadence
from onetick.sprints.put_cadence import put_cadence
from onetick.sprints.schemas import CadenceBody, CadenceView
from onetick.sprints.targets import cadence_of_path


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/sprint-settings",
    can="sprint:manage",
    endpoint="C",
    on=[cadence_of_path, project_of_path],
    emits=[CADENCE_UPDATED],
    problems=[Conflict, Gone],
)
def handler(work: Work, cadence: Cadence, project: Project, body: CadenceBody) -> CadenceView:
    """Change the sprint settings of a project.

    Sprints that are active stay so.
    """
    return CadenceView.of(put_cadence(work, cadence, project, body))
