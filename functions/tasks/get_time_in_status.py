"""The route getTimeInStatus."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.get_time_in_status import time_in_status
from onetick.tasks.model import Task
from onetick.tasks.part_schemas import TimeInStatusView
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/time-in-status",
    can="task:view",
    endpoint="A",
    on=task_of_path,
    problems=[Gone],
)
def handler(work: Work, task: Task) -> TimeInStatusView:
    """Tell how long a task has been in each status.

    In seconds by the clock, nights, weekends and the trash included. A task that was in a status several times
    has their sum; statuses of a former home are among them. With `as_of`, how it was then.
    """
    return time_in_status(task, work.now)
