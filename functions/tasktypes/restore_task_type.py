"""The route restoreTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import restore_task_type, type_named
from onetick.tasktypes.events import TASK_TYPE_RESTORED
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import TaskTypeView
from onetick.tasktypes.targets import types_of_workspace


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/task-types/{task_type_id}/restore",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[TASK_TYPE_RESTORED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, types: TaskTypes, task_type_id: str) -> TaskTypeView:
    """Restore a type of tasks.

    It comes back from the trash; tasks that were given another one meanwhile keep that.
    """
    type = type_named(types, task_type_id, trashed=True)
    return TaskTypeView.of(restore_task_type(work, types, type))
