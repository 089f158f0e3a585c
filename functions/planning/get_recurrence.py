"""The route getRecurrence."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.planning.schemas import Preview, RecurrenceDatesView
from onetick.planning.showing import recurrence_view
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/recurrence",
    can="task:view",
    endpoint="A",
    on=task_of_path,
    problems=[Gone],
)
def handler(task: Task, query: Preview) -> RecurrenceDatesView:
    """Get how a task comes again.

    With the dates on which the next tasks will be due, `count` of them. A task that another follows
    already keeps its rule on record and has none.
    """
    return recurrence_view(task, query.count)
