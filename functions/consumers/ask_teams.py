"""Tell teams of requests."""

from onetick.approvals.ask_teams import ask_teams
from onetick.approvals.events import APPROVAL_PASSED_ON, APPROVAL_REQUESTED
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work


@on_event(
    "approval-teams",
    [APPROVAL_REQUESTED],
    emits=[APPROVAL_PASSED_ON],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Let a request wait for those, too, who have its role by a team."""
    ask_teams(work, occurrence)
