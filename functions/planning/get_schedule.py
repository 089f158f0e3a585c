"""The route getSchedule."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.planning.get_schedule import get_schedule
from onetick.planning.schemas import ScheduleView
from onetick.projects.model import Project
from onetick.projects.targets import project_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/schedule",
    can="task:view",
    endpoint="D",
    on=project_of_path,
    problems=[Conflict, Gone],
    grants=[grants.query(TableName.TENANT, Index.GSI1)],
)
def handler(work: Work, project: Project) -> ScheduleView:
    """Get the schedule of a project.

    Of its open tasks that have dates or dependencies, up to 1,000: when each can start and finish at the
    earliest and at the latest, how much time it has to spare, the critical path, and the dependencies
    that the dates contradict. A task starts on its own date, or later where what it waits for demands
    it; open tasks of other projects count with their dates. It takes two calls for 500 tasks, one more
    for each further 500, and two for what is outside. A change shows a moment later.
    """
    return get_schedule(work, project)
