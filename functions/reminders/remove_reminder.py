"""The route removeReminder."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.reminders.events import REMINDERS_CHANGED
from onetick.reminders.set_reminder import remove_reminder
from onetick.reminders.targets import task_and_reminders
from onetick.tasks.model import Task


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/reminders/{reminder_id}",
    can="task:view",
    endpoint="C",
    on=task_and_reminders,
    emits=[REMINDERS_CHANGED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, task: Task, reminder_id: str) -> None:
    """Take a reminder of yours away.

    Also one that has come already: it counts among the 10 that you may have on a task until then.
    """
    remove_reminder(work, task, reminder_id)
