"""The worker that gives the tasks of a type another one instead."""

from onetick.kernel import grants
from onetick.kernel.jobs import Emptied, Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_UPDATED
from onetick.tasks.retype_tasks import retype_tasks
from onetick.tasktypes.merge_type import RETYPE_TASKS, RetypeTasks


@on_job(
    RETYPE_TASKS,
    emits=[TASK_UPDATED, TASK_CUSTOM_FIELD_CHANGED],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT)],
)
def handler(work: Work, step: Step[RetypeTasks, Emptied]) -> Progress[Emptied]:
    """Give the tasks of a type that was merged the other one instead."""
    return retype_tasks(work, step)
