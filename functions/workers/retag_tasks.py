"""The worker that takes tags off tasks, or gives them others instead."""

from onetick.kernel import grants
from onetick.kernel.jobs import Emptied, Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.tags.delete_tag import RETAG_TASKS, RetagTasks
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_TAGGED, TASK_UNTAGGED
from onetick.tasks.retag_tasks import retag_tasks


@on_job(
    RETAG_TASKS,
    emits=[TASK_TAGGED, TASK_UNTAGGED, TASK_CUSTOM_FIELD_CHANGED],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, step: Step[RetagTasks, Emptied]) -> Progress[Emptied]:
    """Take a tag that was deleted or merged off its tasks."""
    return retag_tasks(work, step)
