"""The consumer that records what becomes of sprints."""

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.sprints.events import SPRINT_SCOPE_CHANGED
from onetick.sprints.keep_ledger import keep_ledger
from onetick.tasks.events import TASK_CREATED, TASK_DELETED, TASK_RESTORED, TASK_STATUS_CHANGED, TASK_UPDATED


@on_event(
    "sprint-ledgers",
    [TASK_CREATED, TASK_UPDATED, TASK_STATUS_CHANGED, TASK_DELETED, TASK_RESTORED],
    emits=[SPRINT_SCOPE_CHANGED],
    derives=True,
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Keep the sums of a sprint and its days, and tell of changes of its scope."""
    keep_ledger(work, occurrence)
