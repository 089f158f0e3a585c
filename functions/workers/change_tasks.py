"""The worker that does bulks."""

from onetick.approvals.events import APPROVAL_REQUESTED
from onetick.bulk.change_tasks import change_tasks
from onetick.bulk.model import BULK_TASKS, BulkOfTasks, Reached
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.tasks.events import CHANGES, TASK_CREATED, TASK_DELETED, TASK_PARENT_CHANGED, TASK_RESTORED


@on_job(
    BULK_TASKS,
    emits=[*CHANGES, APPROVAL_REQUESTED, TASK_CREATED, TASK_DELETED, TASK_PARENT_CHANGED, TASK_RESTORED],
    grants=[
        grants.count(TableName.TENANT),
        grants.query(TableName.TENANT),
        grants.remove(TableName.TENANT),
        grants.require(TableName.TENANT),
    ],
)
def handler(work: Work, step: Step[BulkOfTasks, Reached]) -> Progress[Reached]:
    """Change many tasks, as a bulk asked for it."""
    return change_tasks(work, step)
