"""The worker that carries over what is left open in completed sprints."""

from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.sprints.carrying import CARRY_OVER, Carried, CarryOver, carry_over
from onetick.tasks.events import TASK_UPDATED


@on_job(CARRY_OVER, emits=[TASK_UPDATED], grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT)])
def handler(work: Work, step: Step[CarryOver, Carried]) -> Progress[Carried]:
    """Take what is left open in a completed sprint to the backlog, or to another sprint."""
    return carry_over(work, step)
