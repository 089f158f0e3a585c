"""The route getBacklog."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.sprints.targets import cadence_of, project_with_backlog
from onetick.tasks.list_backlog import list_backlog
from onetick.tasks.schemas import TaskRow


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/backlog",
    can="task:view",
    endpoint="B",
    on=project_with_backlog,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, project: Project, paging: Paging) -> Page[TaskRow]:
    """Get the backlog.

    The open tasks of a project that are in no planned or active sprint, section by section, in the order
    of the board: move a task on the board to give it another place here. A page may be short before the
    last: go on while there is a cursor.
    """
    page = list_backlog(work, project, cadence_of(work, project.id).open, paging)
    return Page([TaskRow.of(row) for row in page.data], page.next_cursor)
