"""The route setParent."""

from onetick.fields.targets import field_set_key
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CROWDED, TASK_PARENT_CHANGED
from onetick.tasks.model import Task
from onetick.tasks.schemas import Parent, TaskView
from onetick.tasks.set_parent import family_of_body, set_parent
from onetick.tasks.targets import task_target


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/parent",
    can="task:edit",
    endpoint="C",
    on=task_target(field_set_key, more=family_of_body),
    emits=[TASK_PARENT_CHANGED, TASK_CROWDED],
    problems=[Conflict, DependencyCycle, Gone, QuotaExceeded, Unprocessable],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, task: Task, body: Parent) -> TaskView:
    """Make a task a subtask.

    Of a task that you may change, in whichever project: as its last subtask, or above `before_id` or
    below `after_id` among them, which is also how subtasks are put in another order. With null it is
    nobody's subtask any more. Its own subtasks come along. Subtasks go 20 levels deep, and no task can
    be below itself: that is a 409 that names the way round.
    """
    return TaskView.of(set_parent(work, task, body))
