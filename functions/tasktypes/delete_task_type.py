"""The route deleteTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import delete_task_type, type_named
from onetick.tasktypes.events import TASK_TYPE_DELETED
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.targets import types_of_workspace


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/task-types/{task_type_id}",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[TASK_TYPE_DELETED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, types: TaskTypes, task_type_id: str) -> None:
    """Delete a type of tasks.

    It goes to the trash, from where it can be restored for 30 days. Its tasks still show it, and it is given to
    no other. To give them another one, merge it instead.
    """
    delete_task_type(work, types, type_named(types, task_type_id))
