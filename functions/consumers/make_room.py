"""The consumer that makes room where ranks have become long."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CROWDED, TASK_RERANKED
from onetick.tasks.make_room import make_room


@on_event(
    "crowded-tasks",
    [TASK_CROWDED],
    emits=[TASK_RERANKED, TASK_CROWDED],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Give the tasks around a crowded one new, short ranks in the same order."""
    make_room(work, occurrence)
