"""Remember what people want to be reminded of."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.reminders.events import REMINDERS_CHANGED
from onetick.reminders.plan_reminders import plan_reminders
from onetick.tasks.events import TASK_DUE_CHANGED


@on_event(
    "personal-reminders",
    [REMINDERS_CHANGED, TASK_DUE_CHANGED],
    derives=True,
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[grants.query(TableName.TENANT, Index.GSI2), grants.store(TableName.GLOBAL)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Enter in the timetable when people are to be reminded."""
    plan_reminders(handler, work, occurrence)
