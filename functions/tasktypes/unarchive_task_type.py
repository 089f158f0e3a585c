"""The route unarchiveTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import type_named, unarchive_task_type
from onetick.tasktypes.events import TASK_TYPE_UNARCHIVED
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import TaskTypeView
from onetick.tasktypes.targets import types_of_workspace


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/task-types/{task_type_id}/unarchive",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[TASK_TYPE_UNARCHIVED],
    problems=[Gone],
)
def handler(work: Work, types: TaskTypes, task_type_id: str) -> TaskTypeView:
    """Unarchive a type of tasks.

    It can be given to tasks again.
    """
    return TaskTypeView.of(unarchive_task_type(work, types, type_named(types, task_type_id)))
