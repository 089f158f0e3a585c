"""The route getVelocity."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import project_of_path
from onetick.sprints.get_velocity import get_velocity
from onetick.sprints.schemas import VelocityQuery, VelocityView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/velocity",
    can="report:view",
    endpoint="D",
    on=project_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, project: Project, query: VelocityQuery) -> VelocityView:
    """Get the velocity of a project.

    What its latest completed sprints were started with and got done, and the average of what they got done.
    """
    return get_velocity(work, project, query.sprints)
