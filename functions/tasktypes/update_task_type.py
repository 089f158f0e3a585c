"""The route updateTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import type_named, update_task_type
from onetick.tasktypes.events import TASK_TYPE_UPDATED
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import TaskTypeChanges, TaskTypeView
from onetick.tasktypes.targets import types_of_workspace


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/task-types/{task_type_id}",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[TASK_TYPE_UPDATED],
    problems=[Conflict, Gone],
)
def handler(work: Work, types: TaskTypes, task_type_id: str, body: TaskTypeChanges) -> TaskTypeView:
    """Change a type of tasks.

    Its name, icon, colour and description, for all tasks that have it. What is left out stays as it is.
    """
    type = type_named(types, task_type_id)
    return TaskTypeView.of(update_task_type(work, types, type, body.given))
