"""The worker that saves tasks as templates."""

from onetick.attachments.model import ATTACHMENTS
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.templates.events import TEMPLATE_COMPLETED, TEMPLATE_TASK_CREATED, TEMPLATE_UPDATED
from onetick.templates.model import FILES
from onetick.templates.save_task import take_task
from onetick.templates.saving import SAVE_TASK, Save, Saved


@on_job(
    SAVE_TASK,
    emits=[TEMPLATE_COMPLETED, TEMPLATE_TASK_CREATED, TEMPLATE_UPDATED],
    grants=[grants.query(TableName.TENANT), grants.read_objects(ATTACHMENTS), grants.store_objects(FILES)],
    timeout=300,
)
def handler(work: Work, step: Step[Save, Saved]) -> Progress[Saved]:
    """Take a task and its subtasks into a template."""
    return take_task(work, step)
