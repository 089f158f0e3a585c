"""The route setReminder."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.reminders.events import REMINDERS_CHANGED
from onetick.reminders.schemas import ReminderBody, ReminderView
from onetick.reminders.set_reminder import set_reminder
from onetick.reminders.targets import task_and_reminders
from onetick.tasks.model import Task


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/reminders",
    can="task:view",
    endpoint="C",
    on=task_and_reminders,
    emits=[REMINDERS_CHANGED],
    problems=[Gone, QuotaExceeded, Unprocessable],
    status=201,
)
def handler(work: Work, task: Task, body: ReminderBody) -> ReminderView:
    """Set a reminder for yourself.

    At a moment, or before the task is due: then it moves along with the due date, and waits where there is none yet.
    It comes into your inbox, and into your mail if you like, within five minutes of its time and once for each due
    date; not for a task that is finished, in the trash or not to be seen by you any more by then. At most 10 on a
    task. Nobody else is told or can see it.
    """
    return ReminderView.of(set_reminder(work, task, body), task)
