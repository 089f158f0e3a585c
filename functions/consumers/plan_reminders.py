"""Remember due dates."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.notifications.plan_reminders import plan_reminders
from onetick.tasks.events import TASK_CREATED, TASK_DUE_CHANGED, TASK_REOPENED, TASK_RESTORED


@on_event(
    "reminders",
    [TASK_CREATED, TASK_DUE_CHANGED, TASK_REOPENED, TASK_RESTORED],
    derives=True,
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[grants.store(TableName.GLOBAL)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Enter a task's due date in the timetables."""
    plan_reminders(work, occurrence)
