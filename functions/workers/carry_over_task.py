"""The worker that merges tasks."""

from onetick.attachments.events import ATTACHMENT_CREATED, ATTACHMENT_READY
from onetick.attachments.model import ATTACHMENTS
from onetick.comments.events import COMMENT_CREATED
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.merging.carry_over import carry_over
from onetick.merging.model import MERGE_TASK, Merged, MergeTask
from onetick.planning.events import TASK_BLOCKED, TASK_DEPENDENCY_ADDED, TASK_ORDER_REQUESTED, TASK_UNBLOCKED
from onetick.relations.events import RELATION_ADDED
from onetick.tasks.events import CHANGES, TASK_PARENT_CHANGED
from onetick.timekeeping.events import TIME_ENTRY_CREATED, TIME_ENTRY_DELETED


@on_job(
    MERGE_TASK,
    emits=[
        *CHANGES,
        ATTACHMENT_CREATED,
        ATTACHMENT_READY,
        COMMENT_CREATED,
        RELATION_ADDED,
        TASK_BLOCKED,
        TASK_DEPENDENCY_ADDED,
        TASK_ORDER_REQUESTED,
        TASK_PARENT_CHANGED,
        TASK_UNBLOCKED,
        TIME_ENTRY_CREATED,
        TIME_ENTRY_DELETED,
    ],
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.remove(TableName.TENANT),
        grants.require(TableName.TENANT),
        grants.read_objects(ATTACHMENTS),
        grants.store_objects(ATTACHMENTS),
    ],
)
def handler(work: Work, step: Step[MergeTask, Merged]) -> Progress[Merged]:
    """Take over what a task has that is merged into another."""
    return carry_over(work, step)
