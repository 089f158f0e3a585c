"""The worker that brings files in."""

from onetick.archives.signing import KEY
from onetick.attachments.events import ATTACHMENT_CREATED
from onetick.attachments.model import UPLOADS
from onetick.comments.events import COMMENT_CREATED, REACTION_ADDED
from onetick.fields.events import FIELD_ATTACHED, FIELD_CREATED, FIELD_USE_CHANGED
from onetick.forms.events import FORM_CREATED
from onetick.imports.bring_in import bring_in
from onetick.imports.events import IMPORT_COMPLETED, IMPORT_PLANNED, IMPORT_READ
from onetick.imports.model import FOLDER
from onetick.imports.start_import import BRING_IN, BringIn, Reached
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.planning.events import TASK_BLOCKED, TASK_DEPENDENCY_ADDED, TASK_ORDER_REQUESTED, TASK_RECURRENCE_SET
from onetick.projects.events import (
    OF_PROJECTS,
    PROJECT_UPDATED,
    SECTION_CREATED,
    SECTION_DELETED,
    SECTION_MOVED,
    SECTION_UPDATED,
    WORKFLOW_UPDATED,
)
from onetick.relations.events import RELATION_ADDED, RELATION_TYPE_CREATED
from onetick.sprints.events import CADENCE_UPDATED, SPRINT_CREATED
from onetick.tags.events import TAG_CREATED
from onetick.tasks.events import CHANGES, TASK_CREATED, TASK_PARENT_CHANGED
from onetick.tasktypes.events import TASK_TYPE_CREATED
from onetick.timekeeping.events import TIME_ENTRY_CREATED
from onetick.views.events import VIEW_CREATED


@on_job(
    BRING_IN,
    emits=[
        *CHANGES,
        ATTACHMENT_CREATED,
        CADENCE_UPDATED,
        COMMENT_CREATED,
        FIELD_ATTACHED,
        FIELD_CREATED,
        FIELD_USE_CHANGED,
        FORM_CREATED,
        IMPORT_COMPLETED,
        IMPORT_PLANNED,
        IMPORT_READ,
        OF_PROJECTS.member_added,
        OF_PROJECTS.role_changed,
        OF_PROJECTS.status_posted,
        PROJECT_UPDATED,
        REACTION_ADDED,
        RELATION_ADDED,
        RELATION_TYPE_CREATED,
        SECTION_CREATED,
        SECTION_DELETED,
        SECTION_MOVED,
        SECTION_UPDATED,
        SPRINT_CREATED,
        TAG_CREATED,
        TASK_BLOCKED,
        TASK_CREATED,
        TASK_DEPENDENCY_ADDED,
        TASK_ORDER_REQUESTED,
        TASK_PARENT_CHANGED,
        TASK_RECURRENCE_SET,
        TASK_TYPE_CREATED,
        TIME_ENTRY_CREATED,
        VIEW_CREATED,
        WORKFLOW_UPDATED,
    ],
    grants=[
        grants.count(TableName.TENANT),
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.read_objects(FOLDER),
        grants.read_secret(KEY),
        grants.remove(TableName.TENANT),
        grants.require(TableName.TENANT),
        grants.store_objects(FOLDER),
        grants.store_objects(UPLOADS),
    ],
    # A file of 100 MB is read in one step, an archive ten times as large with what is attached.
    memory=1769,
    timeout=900,
    disk=3072,
)
def handler(work: Work, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """Read a file and make tasks of its rows, or restore an archived project."""
    return bring_in(work, step)
