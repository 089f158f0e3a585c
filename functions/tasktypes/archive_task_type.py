"""The route archiveTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import archive_task_type, type_named
from onetick.tasktypes.events import TASK_TYPE_ARCHIVED
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import TaskTypeView
from onetick.tasktypes.targets import types_of_workspace


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/task-types/{task_type_id}/archive",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[TASK_TYPE_ARCHIVED],
    problems=[Gone],
)
def handler(work: Work, types: TaskTypes, task_type_id: str) -> TaskTypeView:
    """Archive a type of tasks.

    It stays with the tasks that have it, and is given to no other until it is unarchived.
    """
    return TaskTypeView.of(archive_task_type(work, types, type_named(types, task_type_id)))
