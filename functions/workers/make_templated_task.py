"""The worker that makes subtasks from templates."""

from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.planning.events import TASK_BLOCKED, TASK_DEPENDENCY_ADDED, TASK_RECURRENCE_SET
from onetick.tasks.events import TASK_CREATED, TASK_PARENT_CHANGED
from onetick.templates.filling import APPLY, Fill, Filled, fill_tasks


@on_job(
    APPLY,
    emits=[TASK_CREATED, TASK_PARENT_CHANGED, TASK_BLOCKED, TASK_DEPENDENCY_ADDED, TASK_RECURRENCE_SET],
    grants=[
        grants.count(TableName.TENANT),
        grants.query(TableName.TENANT),
        grants.require(TableName.TENANT),
    ],
)
def handler(work: Work, step: Step[Fill, Filled]) -> Progress[Filled]:
    """Make the subtasks of a task from a template."""
    return fill_tasks(work, step)
