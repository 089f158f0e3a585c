"""End requests about what is not there any more."""

from onetick.approvals.end_approval import invalidate_approval
from onetick.approvals.events import APPROVAL_INVALIDATED
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_APPROVAL_CHANGED, TASK_DELETED


@on_event(
    "approval-ends",
    [TASK_APPROVAL_CHANGED, TASK_DELETED],
    emits=[APPROVAL_INVALIDATED, TASK_APPROVAL_CHANGED],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """End the request that a task no longer waits for."""
    invalidate_approval(work, occurrence)
