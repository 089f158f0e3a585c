"""The consumer that puts many dependent tasks behind another."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.planning.events import TASK_ORDER_REQUESTED
from onetick.planning.order_dependencies import order_dependencies


@on_event(
    "dependency-order",
    [TASK_ORDER_REQUESTED],
    derives=True,
    grants=[grants.query(TableName.TENANT, Index.GSI1)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Raise a task and all that depends on it beyond another in the order of dependencies."""
    order_dependencies(handler, work, occurrence)
