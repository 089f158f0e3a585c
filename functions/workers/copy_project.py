"""The worker that duplicates projects."""

from onetick.fields.events import FIELD_ATTACHED, FIELD_CREATED
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.planning.copy_ties import copy_ties
from onetick.planning.events import TASK_BLOCKED, TASK_DEPENDENCY_ADDED
from onetick.projects.copying import COPY_PROJECT, Copied, CopyProject
from onetick.projects.events import OF_PROJECTS, SECTION_CREATED, WORKFLOW_UPDATED
from onetick.tasks.copy_project import copy_project
from onetick.tasks.events import TASK_CREATED, TASK_PARENT_CHANGED


@on_job(
    COPY_PROJECT,
    emits=[
        FIELD_ATTACHED,
        FIELD_CREATED,
        OF_PROJECTS.member_added,
        SECTION_CREATED,
        TASK_CREATED,
        TASK_PARENT_CHANGED,
        TASK_BLOCKED,
        TASK_DEPENDENCY_ADDED,
        WORKFLOW_UPDATED,
    ],
    grants=[
        grants.count(TableName.TENANT),
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI2),
        grants.require(TableName.TENANT),
    ],
)
def handler(work: Work, step: Step[CopyProject, Copied]) -> Progress[Copied]:
    """Copy the sections, members, fields and tasks of a project that is duplicated, and how tasks are tied together."""
    return copy_ties(work, step) if step.checkpoint.stage == "ties" else copy_project(work, step)
