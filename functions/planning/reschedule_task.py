"""The route rescheduleTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RESCHEDULED
from onetick.planning.reschedule_task import reschedule_task
from onetick.planning.schemas import NewDates, RescheduledView
from onetick.planning.showing import rescheduled_view
from onetick.planning.targets import task_to_move
from onetick.tasks.events import CHANGES
from onetick.tasks.model import Task


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/reschedule",
    can="task:edit",
    endpoint="C",
    on=task_to_move,
    emits=[*CHANGES, TASK_RESCHEDULED],
    problems=[Conflict, Gone, Unprocessable],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, task: Task, body: NewDates) -> RescheduledView:
    """Reschedule a task with what waits for it.

    It gets its new dates at once. What waits for it, directly or over others, follows within a moment:
    as far as its dependencies need it (`needed`, so only ever later), by as many days as the task itself
    (`same`, also earlier), or not. Tasks move by whole days and keep their time of the day; finished ones
    stay, and so does one whose dates somebody changes meanwhile. The answer says what moves where, and
    `dry_run` says it without moving anything. Up to 200 tasks move, 50 at most one behind the other.
    """
    return rescheduled_view(reschedule_task(work, task, body))
