"""The route listTaskReminders."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.reminders.schemas import RemindersView
from onetick.reminders.targets import reminders_of, task_and_reminders
from onetick.tasks.model import Task


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/reminders",
    can="task:view",
    endpoint="A",
    on=task_and_reminders,
    problems=[Gone],
    today="What somebody was to be reminded of is kept only as long as it waits.",
)
def handler(work: Work, task: Task) -> RemindersView:
    """List your reminders on a task.

    The next one first; nobody else's.
    """
    return RemindersView.of(reminders_of(work, task), task)
