"""The consumer that tells those who wait for a task how far it has come."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.planning.events import TASK_BLOCKED, TASK_DEPENDENCY_CHANGED, TASK_UNBLOCKED
from onetick.planning.meet_dependencies import meet_dependencies
from onetick.tasks.events import TASK_DELETED, TASK_RESTORED, TASK_STATUS_CHANGED


@on_event(
    "met-dependencies",
    [TASK_STATUS_CHANGED, TASK_DELETED, TASK_RESTORED],
    where={"blocking": True},
    emits=[TASK_DEPENDENCY_CHANGED, TASK_BLOCKED, TASK_UNBLOCKED],
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Let go on what waited for a task, or hold it back again."""
    meet_dependencies(handler, occurrence)
