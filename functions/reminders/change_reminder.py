"""The route changeReminder."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.reminders.events import REMINDERS_CHANGED
from onetick.reminders.schemas import ReminderBody, ReminderView
from onetick.reminders.set_reminder import change_reminder
from onetick.reminders.targets import task_and_reminders
from onetick.tasks.model import Task


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/reminders/{reminder_id}",
    can="task:view",
    endpoint="C",
    on=task_and_reminders,
    emits=[REMINDERS_CHANGED],
    problems=[Gone, Unprocessable],
)
def handler(work: Work, task: Task, reminder_id: str, body: ReminderBody) -> ReminderView:
    """Change when a reminder of yours comes.

    One that has come already comes again.
    """
    return ReminderView.of(change_reminder(work, task, reminder_id, body), task)
