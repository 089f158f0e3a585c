"""Remember when requests end."""

from onetick.approvals.end_approval import plan_expiry
from onetick.approvals.events import APPROVAL_REQUESTED
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work


@on_event(
    "approval-deadlines",
    [APPROVAL_REQUESTED],
    derives=True,
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[grants.store(TableName.GLOBAL)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Enter the end of a request in the timetable."""
    plan_expiry(work, occurrence)
