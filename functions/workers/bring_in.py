"""The worker that brings files in."""

from onetick.comments.events import COMMENT_CREATED
from onetick.imports.bring_in import bring_in
from onetick.imports.events import IMPORT_COMPLETED, IMPORT_PLANNED, IMPORT_READ
from onetick.imports.model import FOLDER
from onetick.imports.start_import import BRING_IN, BringIn, Reached
from onetick.kernel import grants
from onetick.kernel.entry import on_job
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.planning.events import TASK_BLOCKED, TASK_DEPENDENCY_ADDED, TASK_ORDER_REQUESTED
from onetick.projects.events import SECTION_CREATED
from onetick.tags.events import TAG_CREATED
from onetick.tasks.events import CHANGES, TASK_CREATED, TASK_PARENT_CHANGED


@on_job(
    BRING_IN,
    emits=[
        *CHANGES,
        COMMENT_CREATED,
        IMPORT_COMPLETED,
        IMPORT_PLANNED,
        IMPORT_READ,
        SECTION_CREATED,
        TAG_CREATED,
        TASK_BLOCKED,
        TASK_CREATED,
        TASK_DEPENDENCY_ADDED,
        TASK_ORDER_REQUESTED,
        TASK_PARENT_CHANGED,
    ],
    grants=[
        grants.count(TableName.TENANT),
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.read_objects(FOLDER),
        grants.remove(TableName.TENANT),
        grants.require(TableName.TENANT),
        grants.store_objects(FOLDER),
    ],
    # A file of 100 MB is read in one step.
    memory=1769,
    timeout=900,
)
def handler(work: Work, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """Read a file and make tasks of its rows."""
    return bring_in(work, step)
