"""The route moveTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import move_task_type, type_named
from onetick.tasktypes.events import TASK_TYPE_MOVED
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import TaskTypeView, TypePlace
from onetick.tasktypes.targets import types_of_workspace


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/task-types/{task_type_id}/move",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[TASK_TYPE_MOVED],
    problems=[Gone, Unprocessable],
)
def handler(work: Work, types: TaskTypes, task_type_id: str, body: TypePlace) -> TaskTypeView:
    """Put a type of tasks elsewhere in their order.

    Before another type, or at the end. The order is that of choices, groups and filters.
    """
    type = type_named(types, task_type_id)
    return TaskTypeView.of(move_task_type(work, types, type, body.before_id))
