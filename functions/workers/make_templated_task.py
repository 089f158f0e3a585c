"""The worker that makes subtasks from templates."""

from onetick.attachments.events import ATTACHMENT_CREATED, ATTACHMENT_READY
from onetick.attachments.model import ATTACHMENTS
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.planning.events import TASK_BLOCKED, TASK_DEPENDENCY_ADDED, TASK_RECURRENCE_SET
from onetick.tasks.events import TASK_CREATED, TASK_PARENT_CHANGED
from onetick.templates.attaching import attach_files
from onetick.templates.filling import APPLY, Fill, Filled, fill_tasks
from onetick.templates.model import FILES


@on_job(
    APPLY,
    emits=[
        ATTACHMENT_CREATED,
        ATTACHMENT_READY,
        TASK_CREATED,
        TASK_PARENT_CHANGED,
        TASK_BLOCKED,
        TASK_DEPENDENCY_ADDED,
        TASK_RECURRENCE_SET,
    ],
    grants=[
        grants.count(TableName.TENANT),
        grants.query(TableName.TENANT),
        grants.require(TableName.TENANT),
        grants.read_objects(FILES),
        grants.store_objects(ATTACHMENTS),
    ],
)
def handler(work: Work, step: Step[Fill, Filled]) -> Progress[Filled]:
    """Make the subtasks of a task from a template, and attach its files and theirs."""
    return attach_files(work, step) if step.checkpoint.stage == "files" else fill_tasks(work, step)
