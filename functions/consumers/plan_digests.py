"""Gather notifications for the mail digest."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.notifications.events import NOTIFICATION_CREATED
from onetick.notifications.plan_digest import plan_digest


@on_event(
    "digests",
    [NOTIFICATION_CREATED],
    derives=True,
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[grants.store(TableName.GLOBAL)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Add each notification to its person's next digest."""
    plan_digest(work, occurrence)
