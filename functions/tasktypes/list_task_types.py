"""The route listTaskTypes."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import list_task_types
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import TaskTypeFilter, TaskTypeView
from onetick.tasktypes.targets import types_of_workspace


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/task-types",
    can="task:view",
    endpoint="B",
    on=types_of_workspace,
)
def handler(work: Work, types: TaskTypes, query: TaskTypeFilter, paging: Paging) -> Page[TaskTypeView]:
    """List the types of tasks.

    Those of the workspace, in their order. Every workspace begins with Bug, Story, Epic and Request, and may
    change them; a task without a type is a plain task. Archived ones are left out unless asked for.
    `filter[archived]=any&filter[trashed]=any` lists every type that a task may still have.
    """
    page = list_task_types(work, types, query, paging)
    return Page([TaskTypeView.of(one) for one in page.data], page.next_cursor)
