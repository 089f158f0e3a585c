"""The route listSprintTasks."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import SprintTaskFilter
from onetick.sprints.targets import sprint_of_path
from onetick.tasks.schemas import TaskRow
from onetick.tasks.sprint_order import tasks_of_sprint


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/tasks",
    can="task:view",
    endpoint="B",
    on=sprint_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, sprint: Sprint, query: SprintTaskFilter, paging: Paging) -> Page[TaskRow]:
    """List the tasks of a sprint.

    The open ones in the order they are planned in, then the finished ones; `filter[state]` lists one
    half. Of a completed sprint these are the tasks that were done in it.
    """
    page = tasks_of_sprint(work, sprint.id, query.state, paging)
    return Page([TaskRow.of(row) for row in page.data], page.next_cursor)
