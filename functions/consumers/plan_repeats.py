"""Remember when tasks that recur by the clock are due."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RECURRENCE_SET, TASK_RECURRENCE_SPAWNED
from onetick.planning.follow_schedule import plan_repeat
from onetick.tasks.events import TASK_RESTORED


@on_event(
    "repeats",
    [TASK_RECURRENCE_SET, TASK_RECURRENCE_SPAWNED, TASK_RESTORED],
    where={"recurring": True},
    derives=True,
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[grants.store(TableName.GLOBAL)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Enter the due date of a task that recurs by the clock in the timetable."""
    plan_repeat(work, occurrence)
