"""The worker that makes projects from templates."""

from onetick.attachments.events import ATTACHMENT_CREATED, ATTACHMENT_READY
from onetick.attachments.model import ATTACHMENTS
from onetick.fields.events import FIELD_ATTACHED, FIELD_CREATED
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.planning.events import TASK_BLOCKED, TASK_DEPENDENCY_ADDED, TASK_RECURRENCE_SET
from onetick.projects.events import OF_PROJECTS, SECTION_CREATED, WORKFLOW_UPDATED
from onetick.tasks.events import TASK_CREATED, TASK_PARENT_CHANGED
from onetick.templates.attaching import attach_files
from onetick.templates.filling import INSTANTIATE, Fill, Filled, fill_tasks
from onetick.templates.instantiate_template import fill_frame
from onetick.templates.model import FILES


@on_job(
    INSTANTIATE,
    emits=[
        ATTACHMENT_CREATED,
        ATTACHMENT_READY,
        FIELD_ATTACHED,
        FIELD_CREATED,
        OF_PROJECTS.member_added,
        SECTION_CREATED,
        TASK_CREATED,
        TASK_PARENT_CHANGED,
        TASK_BLOCKED,
        TASK_DEPENDENCY_ADDED,
        TASK_RECURRENCE_SET,
        WORKFLOW_UPDATED,
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
    """Make the sections, members, fields and tasks of a project from a template, with their files."""
    if step.checkpoint.stage == "files":
        return attach_files(work, step)
    return fill_tasks(work, step) if step.checkpoint.stage in ("tasks", "ties") else fill_frame(work, step)
