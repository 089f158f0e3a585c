"""The route mergeTaskType."""

from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.work import Work
from onetick.tasktypes.change_types import type_named
from onetick.tasktypes.events import TASK_TYPE_MERGED
from onetick.tasktypes.merge_type import merge_task_type
from onetick.tasktypes.model import TaskTypes
from onetick.tasktypes.schemas import TypeMerge
from onetick.tasktypes.targets import types_of_workspace


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/task-types/{task_type_id}/merge",
    can="field:manage",
    endpoint="E",
    on=types_of_workspace,
    emits=[JOB_QUEUED, TASK_TYPE_MERGED],
    problems=[Gone, Unprocessable],
    status=202,
)
def handler(work: Work, types: TaskTypes, task_type_id: str, body: TypeMerge) -> Reply[JobView]:
    """TypeMerge a type of tasks into another.

    It goes to the trash at once, and a job gives its tasks the other one instead. Tasks in the trash get it when
    they are restored.
    """
    return accepted(merge_task_type(work, types, type_named(types, task_type_id), body.into_type_id))
