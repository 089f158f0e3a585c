"""The route getTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.tasktypes.change_types import type_named
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import TaskTypeView
from onetick.tasktypes.targets import types_of_workspace


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/task-types/{task_type_id}",
    can="task:view",
    endpoint="A",
    on=types_of_workspace,
    problems=[Gone],
)
def handler(types: TaskTypes, task_type_id: str) -> TaskTypeView:
    """Get a type of tasks.

    `GET …/tasks?filter[type_id]=` lists its tasks.
    """
    return TaskTypeView.of(type_named(types, task_type_id))
