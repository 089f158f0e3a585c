"""The worker that saves projects as templates."""

from onetick.attachments.model import ATTACHMENTS
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.templates.events import TEMPLATE_COMPLETED, TEMPLATE_TASK_CREATED, TEMPLATE_UPDATED
from onetick.templates.model import FILES
from onetick.templates.save_project import take_project
from onetick.templates.saving import SAVE_PROJECT, Save, Saved


@on_job(
    SAVE_PROJECT,
    emits=[TEMPLATE_COMPLETED, TEMPLATE_TASK_CREATED, TEMPLATE_UPDATED],
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI2),
        grants.read_objects(ATTACHMENTS),
        grants.store_objects(FILES),
    ],
    timeout=300,
)
def handler(work: Work, step: Step[Save, Saved]) -> Progress[Saved]:
    """Take the tasks and members of a project into a template."""
    return take_project(work, step)
