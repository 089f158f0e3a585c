"""The route listMilestones."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import project_of_path
from onetick.tasks.list_milestones import list_milestones
from onetick.tasks.schemas import MilestoneFilter, TaskRow


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/milestones",
    can="task:view",
    endpoint="B",
    on=project_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, project: Project, query: MilestoneFilter, paging: Paging) -> Page[TaskRow]:
    """List the milestones of a project.

    The tasks with `milestone`, by due date: first those to come, then those that were reached.
    `filter[state]` lists only the `open` or the `done` ones.
    """
    page = list_milestones(work, project, query.state, paging)
    return Page([TaskRow.of(row) for row in page.data], page.next_cursor)
