"""The route createTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, QuotaExceeded
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import create_task_type
from onetick.tasktypes.events import TASK_TYPE_CREATED
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import NewTaskType, TaskTypeView
from onetick.tasktypes.targets import types_of_workspace


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/task-types",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[TASK_TYPE_CREATED],
    problems=[Conflict, QuotaExceeded],
    status=201,
)
def handler(work: Work, types: TaskTypes, body: NewTaskType) -> TaskTypeView:
    """Make a type of tasks.

    For all tasks of the workspace, at most 30, behind the others. Names are unique in any case.
    """
    return TaskTypeView.of(create_task_type(work, types, body))
